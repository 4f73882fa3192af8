/** Takes away what could carry pixels or text out of this page, before anything is drawn. */

import type { ExtractionAttempt } from '#contract/viewing.ts'

type Realm = Window & typeof globalThis

/** Events by which a page gives something away; each is an attempt when a person or a script raises it. */
const refusedEvents = {
  contextmenu: 'context-menu',
  dragstart: 'drag',
  drop: 'drop',
  copy: 'copy',
  cut: 'cut',
  paste: 'paste',
  beforeprint: 'print',
} as const satisfies Readonly<Record<string, ExtractionAttempt>>

/** Refused too, but raised by ordinary use of the mouse. */
const quietEvents = ['dragover', 'selectstart'] as const

/** Functions of the window that save, open, find, record or send. */
const windowFunctions = [
  'print',
  'open',
  'find',
  'createImageBitmap',
  'showSaveFilePicker',
  'showOpenFilePicker',
  'showDirectoryPicker',
  'documentPictureInPicture',
  'MediaRecorder',
  'MediaStreamTrackProcessor',
  'ImageCapture',
  'VideoFrame',
  'VideoEncoder',
  'OffscreenCanvas',
  'WebGLRenderingContext',
  'WebGL2RenderingContext',
  'RTCPeerConnection',
  'webkitRTCPeerConnection',
  'WebSocket',
  'WebTransport',
  'EventSource',
  'Worker',
  'SharedWorker',
  'BroadcastChannel',
  'Notification',
  'ClipboardItem',
] as const

/** A frame of its own would bring fresh copies of all that is removed here. */
const framingElements = new Set(['iframe', 'frame', 'object', 'embed', 'portal', 'fencedframe', 'webview'])

/** @param onAttempt Hears of what was refused to a person. */
export function closeExits(window: Realm, onAttempt: (attempt: ExtractionAttempt) => void): void {
  for (const [name, attempt] of Object.entries(refusedEvents)) {
    window.addEventListener(name, (event) => refuse(event, () => onAttempt(attempt)), { capture: true })
  }
  for (const name of quietEvents) window.addEventListener(name, (event) => refuse(event), { capture: true })
  closeCanvas(window)
  for (const name of windowFunctions) remove(window, name)
  remove(window.Document.prototype, 'execCommand')
  for (const name of ['clipboard', 'mediaDevices', 'gpu', 'share', 'sendBeacon', 'serviceWorker', 'storage'] as const)
    remove(window.Navigator.prototype, name)
  refuseFrames(window.Document.prototype)
}

function refuse(event: Event, tell: () => void = () => undefined): void {
  event.preventDefault()
  event.stopImmediatePropagation()
  tell()
}

function closeCanvas(window: Realm): void {
  const canvas = window.HTMLCanvasElement.prototype
  for (const name of ['toDataURL', 'toBlob', 'captureStream', 'transferControlToOffscreen']) remove(canvas, name)
  remove(window.CanvasRenderingContext2D.prototype, 'getImageData')
}

function refuseFrames(document: Document): void {
  for (const name of ['createElement', 'createElementNS'] as const) {
    const create = document[name] as (this: Document, ...args: unknown[]) => Element
    const guarded = function (this: Document, ...args: unknown[]): Element {
      const element = create.apply(this, args)
      if (framingElements.has(element.localName)) throw new TypeError('Not on this page.')
      return element
    }
    Object.defineProperty(document, name, { value: guarded, configurable: false, writable: false })
  }
}

function remove(target: object, name: string): void {
  if (name in target) Object.defineProperty(target, name, { value: undefined, configurable: false, writable: false })
}
