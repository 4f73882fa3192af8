/** Takes away what could carry pixels or text out of this page, before anything is drawn. */

const refusedEvents = [
  'contextmenu',
  'dragstart',
  'drop',
  'dragover',
  'copy',
  'cut',
  'paste',
  'beforeprint',
  'selectstart',
] as const

export function closeExits(window: Window & typeof globalThis): void {
  for (const name of refusedEvents) {
    window.addEventListener(name, (event) => event.preventDefault(), { capture: true })
  }
  const canvas = window.HTMLCanvasElement.prototype
  for (const name of ['toDataURL', 'toBlob', 'captureStream', 'transferControlToOffscreen']) remove(canvas, name)
  remove(window.CanvasRenderingContext2D.prototype, 'getImageData')
  for (const name of [
    'print',
    'open',
    'createImageBitmap',
    'showSaveFilePicker',
    'showOpenFilePicker',
    'showDirectoryPicker',
    'find',
    'MediaRecorder',
    'OffscreenCanvas',
    'RTCPeerConnection',
    'webkitRTCPeerConnection',
  ]) {
    remove(window, name)
  }
}

function remove(target: object, name: string): void {
  if (name in target) Object.defineProperty(target, name, { value: undefined, configurable: false, writable: false })
}
