const KEY = 'aisha-theme';

/** Light or dark: the system's choice until the person makes their own. */
export function createTheme() {
  const dark = matchMedia('(prefers-color-scheme: dark)');

  function apply() {
    const chosen = localStorage.getItem(KEY);
    document.documentElement.dataset.theme = chosen ?? (dark.matches ? 'dark' : 'light');
  }

  dark.addEventListener('change', apply);
  apply();

  return {
    toggle() {
      const next = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
      localStorage.setItem(KEY, next);
      apply();
    },
  };
}
