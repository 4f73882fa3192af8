import { notRun } from '#test/attack/support/attack.ts'

notRun(
  'B18',
  'capture by Windows, Recall, task-bar thumbnails; ScreenCaptureKit of macOS',
  'needs Windows and macOS: whether the system keeps its promise shows only there',
)
