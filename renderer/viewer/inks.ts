/** Colours and letters of everything that is drawn. */

import type { PageBox, PageText } from '#contract/report-page.ts'

export const fontFamily = '"Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif'

export const inks = {
  ink: '#1f2d3d',
  muted: '#5b6b7c',
  accent: '#1d5a9e',
  alert: '#b3261e',
  rule: '#c3ccd6',
} as const satisfies Record<PageText['colour'], string>

export const fills = {
  head: '#e6eef7',
  good: '#e4f2e7',
  warn: '#fff1cc',
  alert: '#fbdedb',
  'none-reported': '#eef0f3',
} as const satisfies Record<PageBox['fill'], string>
