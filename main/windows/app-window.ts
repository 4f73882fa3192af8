import { type BrowserWindow, screen } from 'electron'
import type { Bounds } from '#main/settings/user-settings.ts'
import { openWindow, type WindowSurroundings } from './open-window.ts'

export interface BoundsMemory {
  read(): Bounds | null
  write(bounds: Bounds): void
}

/** Made hidden while the person logs in, so that it is ready when they are in. */
export function openAppWindow(surroundings: WindowSurroundings, memory: BoundsMemory): BrowserWindow {
  const kept = memory.read()
  const options = {
    width: 1280,
    height: 800,
    minWidth: 1024,
    minHeight: 680,
    ...(kept && isOnScreen(kept) ? kept : {}),
    show: false,
    title: '征信查询工作站',
    backgroundColor: '#f5f7fa',
    fullscreenable: false,
  }
  const window = openWindow('app', options, surroundings)
  const remember = () => {
    if (window.isVisible() && !window.isMaximized()) memory.write(window.getNormalBounds())
  }
  window.on('resized', remember)
  window.on('moved', remember)
  window.on('close', remember)
  return window
}

/** A monitor may have been taken away since. */
function isOnScreen({ x, y, width, height }: Bounds): boolean {
  const { workArea } = screen.getDisplayMatching({ x, y, width, height })
  return (
    x < workArea.x + workArea.width - 100 &&
    x + width > workArea.x + 100 &&
    y >= workArea.y &&
    y < workArea.y + workArea.height - 50
  )
}
