import '#renderer/zod-without-eval.ts'
import { closeExits } from './close-exits.ts'
import { startViewer } from './viewer.ts'

closeExits(window)
startViewer(document)
