/// <reference types="vite/client" />

import consentAndQuery from '#assets/training/consent-and-query.webm'
import type { TrainingVideo } from '#contract/training.ts'

/** Where each video lies: among our own pages, under our own scheme. */
export const videoFiles: Readonly<Record<TrainingVideo, string>> = { 'consent-and-query': consentAndQuery }
