import type { BrowserWindow } from 'electron'
import { openWindow, type WindowSurroundings } from './open-window.ts'

const size = { width: 960, height: 640 }

/** Made hidden, to be shown at once: an empty frame in the page's own colour is seen sooner than a hidden page. */
export function openLoginWindow(surroundings: WindowSurroundings, fragment = ''): BrowserWindow {
  const options = {
    fragment,
    ...size,
    minWidth: size.width,
    minHeight: size.height,
    show: false,
    title: '征信查询工作站',
    backgroundColor: '#f5f7fa',
    maximizable: false,
    fullscreenable: false,
  }
  return openWindow('login', options, surroundings)
}
