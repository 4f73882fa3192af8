/** The controls of the report window, found once. */

export interface Elements {
  readonly outline: HTMLElement
  readonly previous: HTMLButtonElement
  readonly next: HTMLButtonElement
  readonly position: HTMLElement
  readonly jumpLabel: HTMLElement
  readonly jump: HTMLInputElement
  readonly nextMark: HTMLButtonElement
  readonly fitWidth: HTMLButtonElement
  readonly fitPage: HTMLButtonElement
  readonly zoomOut: HTMLButtonElement
  readonly zoom: HTMLElement
  readonly zoomIn: HTMLButtonElement
  readonly close: HTMLButtonElement
  readonly stage: HTMLElement
  readonly page: HTMLElement
  readonly notice: HTMLElement
  readonly awayText: HTMLElement
  readonly noticeText: HTMLElement
  readonly noticeAdvice: HTMLElement
  readonly retry: HTMLButtonElement
  readonly noticeClose: HTMLButtonElement
}

export function findElements(document: Document): Elements {
  const find = <T extends HTMLElement>(id: string): T => {
    const element = document.getElementById(id)
    if (!element) throw new Error(`The page lacks #${id}.`)
    return element as T
  }
  return {
    outline: find('outline'),
    previous: find('previous'),
    next: find('next'),
    position: find('position'),
    jumpLabel: find('jump-label'),
    jump: find('jump'),
    nextMark: find('next-mark'),
    fitWidth: find('fit-width'),
    fitPage: find('fit-page'),
    zoomOut: find('zoom-out'),
    zoom: find('zoom'),
    zoomIn: find('zoom-in'),
    close: find('close'),
    stage: find('stage'),
    page: find('page'),
    notice: find('notice'),
    awayText: find('away-text'),
    noticeText: find('notice-text'),
    noticeAdvice: find('notice-advice'),
    retry: find('retry'),
    noticeClose: find('notice-close'),
  }
}
