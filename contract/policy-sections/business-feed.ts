/** How old what the loan systems said may be before queries need a release. */

import * as z from 'zod'

export const BusinessFeedPolicy = z.strictObject({
  lateAfterHours: z
    .int()
    .positive()
    .max(24 * 31),
})

/** Once a night, and time to find out why it did not come. */
export const defaultBusinessFeedPolicy: z.output<typeof BusinessFeedPolicy> = { lateAfterHours: 30 }
