import '#renderer/zod-without-eval.ts'
import { reportAttempt } from '#contract/ipc/viewer.ts'
import type { ExtractionAttempt } from '#contract/viewing.ts'
import { invoke } from '#renderer/bridge.ts'
import { closeExits } from './close-exits.ts'
import { startViewer } from './viewer.ts'

const noteAttempt = (attempt: ExtractionAttempt) => {
  invoke(reportAttempt, { attempt }).catch(() => undefined)
}

closeExits(window, noteAttempt)
startViewer(document, noteAttempt)
