import type { ThemeConfig } from 'antd'

/** Deep blue, calm, dense; no animation between the officer and the work. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#1b4b8c',
    colorInfo: '#1b4b8c',
    colorLink: '#1b4b8c',
    colorTextBase: '#1c2634',
    colorTextDescription: '#5a6675',
    colorError: '#a8211d',
    // Derived from so dark a blue and red, these would come out grey.
    colorPrimaryBg: '#e6eef9',
    controlItemBgActive: '#e6eef9',
    controlItemBgActiveHover: '#d9e5f5',
    colorPrimaryHover: '#2a62b0',
    colorLinkHover: '#2a62b0',
    colorInfoBg: '#eef3fa',
    colorInfoBorder: '#bfd2ea',
    colorErrorBg: '#fdf3f2',
    colorErrorBorder: '#ecc5c2',
    borderRadius: 4,
    motion: false,
    fontFamily: '"Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Segoe UI", sans-serif',
  },
  components: {
    Form: { itemMarginBottom: 14, verticalLabelPadding: '0 0 4px' },
    Card: { bodyPadding: 16 },
    Menu: { itemHeight: 30, itemMarginBlock: 2 },
  },
}
