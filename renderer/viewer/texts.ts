/** Every sentence the report window shows, in both languages. */

import type { FailureCode } from '#contract/failure.ts'
import type { Language } from '#contract/ipc/shell.ts'

export interface Notice {
  readonly text: string
  readonly advice: string
}

export interface ViewerTexts {
  readonly outline: string
  readonly previous: string
  readonly next: string
  readonly jump: string
  readonly nextMark: string
  readonly fitWidth: string
  readonly fitPage: string
  readonly zoomIn: string
  readonly zoomOut: string
  readonly close: string
  readonly retry: string
  readonly away: string
  readonly position: (page: number, pages: number) => string
  readonly loading: Notice
  readonly otherFailure: Notice
  readonly failures: Partial<Record<FailureCode, Notice>>
}

const chinese: ViewerTexts = {
  outline: '目录：上下键选择，回车跳转',
  previous: '上一页',
  next: '下一页',
  jump: '跳至',
  nextMark: '下一处逾期或异议 (N)',
  fitWidth: '页宽',
  fitPage: '整页',
  zoomIn: '放大',
  zoomOut: '缩小',
  close: '关闭报告',
  retry: '重试',
  away: '窗口不在前台，报告已隐藏。点击本窗口后继续查看。',
  position: (page, pages) => `第 ${page} / ${pages} 页`,
  loading: { text: '正在打开报告…', advice: '' },
  otherFailure: { text: '报告页不能显示。', advice: '请重试；仍不成功请联系IT。' },
  failures: {
    'log-unavailable': {
      text: '日志服务暂时不能出具回执，报告页不能显示。',
      advice: '每一页显示前都必须先留下查看记录。请稍后重试。',
    },
    'log-proof-refused': {
      text: '日志回执没有通过本机核对，报告页不能显示。',
      advice: '请关闭报告并立即联系IT和机构管理员。',
    },
    offline: { text: '无法连接总行服务，报告页不能显示。', advice: '请检查网络后重试。' },
    'service-untrusted': { text: '总行服务的证书不受本机信任，报告页不能显示。', advice: '请联系IT。' },
    'viewing-over': { text: '本次查看已经结束。', advice: '如仍在查看期限内，请关闭后重新打开报告。' },
    'openings-used-up': { text: '查看次数已用完，报告不能再打开。', advice: '如业务需要，请按规定重新查询。' },
    'capture-refused': {
      text: '本机不能防止屏幕被截取，按总行参数不能查看报告。',
      advice: '请在受保护的办公电脑上查看；远程桌面和虚拟机中不能查看。',
    },
    'report-not-ready': { text: '报告尚未返回。', advice: '请稍后重试。' },
    'not-found': { text: '没有可以查看的报告。', advice: '请关闭后从查询列表重新打开。' },
    'session-ended': { text: '登录已失效，报告已关闭。', advice: '请重新登录。' },
  },
}

const english: ViewerTexts = {
  outline: 'Contents: arrows choose, Enter goes',
  previous: 'Previous',
  next: 'Next',
  jump: 'Go to',
  nextMark: 'Next overdue or disputed (N)',
  fitWidth: 'Fit width',
  fitPage: 'Whole page',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  close: 'Close report',
  retry: 'Try again',
  away: 'This window is not in front, so the report is hidden. Click it to go on.',
  position: (page, pages) => `Page ${page} of ${pages}`,
  loading: { text: 'Opening the report…', advice: '' },
  otherFailure: { text: 'The page cannot be shown.', advice: 'Please try again; if it still fails, ask IT.' },
  failures: {
    'log-unavailable': {
      text: 'The log cannot give a receipt at the moment, so the page cannot be shown.',
      advice: 'A page is shown only after the view has been recorded. Please try again shortly.',
    },
    'log-proof-refused': {
      text: 'The receipt of the log did not pass the check on this PC, so the page cannot be shown.',
      advice: 'Please close the report and tell IT and your administrator at once.',
    },
    offline: {
      text: 'The service cannot be reached, so the page cannot be shown.',
      advice: 'Please check the network.',
    },
    'service-untrusted': { text: 'This PC does not trust the certificate of the service.', advice: 'Please ask IT.' },
    'viewing-over': {
      text: 'This viewing is over.',
      advice: 'Within the viewing period the report can be opened again.',
    },
    'openings-used-up': {
      text: 'The report has been opened as often as it may be.',
      advice: 'A new query may be needed.',
    },
    'capture-refused': {
      text: 'This PC cannot keep its screen out of pictures, and head office does not allow reports here.',
      advice: 'Use a protected office PC, not a remote desktop or a virtual machine.',
    },
    'report-not-ready': { text: 'The report is not here yet.', advice: 'Please try again shortly.' },
    'not-found': { text: 'There is no report to be shown.', advice: 'Please open it from the list of queries.' },
    'session-ended': { text: 'Your session has ended and the report is closed.', advice: 'Please log in again.' },
  },
}

const tables: Readonly<Record<Language, ViewerTexts>> = { 'zh-CN': chinese, en: english }

export function viewerTexts(language: Language): ViewerTexts {
  return tables[language]
}

/** Failures that may pass by themselves; for the others a second try is of no use. */
export function canRetry(code: FailureCode): boolean {
  return code === 'log-unavailable' || code === 'offline' || code === 'report-not-ready' || code === 'unexpected'
}
