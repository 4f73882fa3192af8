import { AppError } from '#contract/failure.ts'
import type { Elements } from './elements.ts'
import { canRetry, type ViewerTexts } from './texts.ts'

/** What stands in the page's place while there is none. */
export interface NoticePanel {
  loading(): void
  failed(error: unknown, onRetry: () => void): void
  hide(): void
}

export function createNoticePanel(elements: Elements, texts: () => ViewerTexts, onClose: () => void): NoticePanel {
  const { notice, noticeText, noticeAdvice, retry, noticeClose } = elements
  let again: () => void = () => undefined
  retry.addEventListener('click', () => again())
  noticeClose.addEventListener('click', onClose)

  return {
    loading: () => show(texts().loading.text, ''),
    failed: (error, onRetry) => {
      const code = error instanceof AppError ? error.code : 'unexpected'
      const { failures, otherFailure } = texts()
      const { text, advice } = failures[code] ?? otherFailure
      again = onRetry
      show(text, advice)
      retry.hidden = !canRetry(code)
      noticeClose.hidden = false
      const focused = retry.hidden ? noticeClose : retry
      focused.focus()
    },
    hide: () => {
      notice.hidden = true
    },
  }

  function show(text: string, advice: string): void {
    noticeText.textContent = text
    noticeAdvice.textContent = advice
    retry.textContent = texts().retry
    noticeClose.textContent = texts().close
    retry.hidden = true
    noticeClose.hidden = true
    notice.hidden = false
  }
}
