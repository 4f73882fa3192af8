import { contextBridge, ipcRenderer } from 'electron'
import { makeBridge } from './make-bridge.ts'

contextBridge.exposeInMainWorld('bridge', makeBridge(ipcRenderer, ['app:viewer:', 'app:window:']))
