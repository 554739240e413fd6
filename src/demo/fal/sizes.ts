export interface Size {
  width: number;
  height: number;
}

const of = (width: number, height: number): Size => ({ width, height });

export const IMAGEN_RATIOS = {
  '1:1': of(1024, 1024),
  '16:9': of(1408, 768),
  '9:16': of(768, 1408),
  '4:3': of(1280, 896),
  '3:4': of(896, 1280),
};

export const NANO_RATIOS = {
  '1:1': of(1024, 1024),
  '16:9': of(1344, 768),
  '9:16': of(768, 1344),
  '4:3': of(1184, 864),
  '3:4': of(864, 1184),
  '3:2': of(1248, 832),
  '2:3': of(832, 1248),
  '5:4': of(1152, 896),
  '4:5': of(896, 1152),
  '21:9': of(1536, 672),
};

export const KONTEXT_RATIOS = {
  '1:1': of(1024, 1024),
  '16:9': of(1392, 752),
  '9:16': of(752, 1392),
  '4:3': of(1184, 880),
  '3:4': of(880, 1184),
  '3:2': of(1248, 832),
  '2:3': of(832, 1248),
  '21:9': of(1568, 672),
  '9:21': of(672, 1568),
};

export const PRESETS = {
  square_hd: of(1024, 1024),
  square: of(512, 512),
  portrait_4_3: of(768, 1024),
  portrait_16_9: of(576, 1024),
  landscape_4_3: of(1024, 768),
  landscape_16_9: of(1024, 576),
};
