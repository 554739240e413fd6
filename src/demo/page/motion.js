import { likesMotion } from './dom.js';

/** How messages come, change and go; at once for people who want less motion. */

export function appear(element) {
  if (!likesMotion()) return;
  const steps = [
    { opacity: 0, transform: 'translateY(10px) scale(.97)' },
    { opacity: 1, transform: 'none' },
  ];
  element.animate(steps, { duration: 200, easing: 'cubic-bezier(.2,.8,.3,1)' });
}

export function blink(element) {
  if (!likesMotion()) return;
  element.animate([{ opacity: 0.55 }, { opacity: 1 }], { duration: 200, easing: 'ease-out' });
}

/** Closes the gap softly, then removes the element. */
export function leave(element) {
  if (!likesMotion()) return void element.remove();
  const steps = [
    { height: `${element.offsetHeight}px`, opacity: 1, transform: 'none' },
    { height: '0px', opacity: 0, transform: 'scale(.94)', marginTop: '0px' },
  ];
  element.style.overflow = 'hidden';
  element.animate(steps, { duration: 220, easing: 'ease-out' }).onfinish = () => element.remove();
  return undefined;
}

/** Brings a message to the middle and lights it up. */
export function flash(element) {
  element.scrollIntoView({ block: 'center', behavior: likesMotion() ? 'smooth' : 'instant' });
  element.classList.remove('flash');
  void element.offsetWidth;
  element.classList.add('flash');
}
