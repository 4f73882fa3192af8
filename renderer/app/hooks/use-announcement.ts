import { useEffect, useEffectEvent } from 'react'
import type * as z from 'zod'
import type { Announcement } from '#contract/ipc/channel.ts'
import { listen } from '#renderer/bridge.ts'

/** Calls back whenever main announces it, while the screen is there. */
export function useAnnouncement<P extends z.ZodType>(
  announcement: Announcement<P>,
  onHeard: (payload: z.output<P>) => void,
): void {
  const heard = useEffectEvent(onHeard)
  useEffect(() => listen(announcement, (payload) => heard(payload)), [announcement])
}
