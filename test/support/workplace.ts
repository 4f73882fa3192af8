/** Before the journeys: the client is built from the present sources. */

import { buildClient } from '#scripts/build-client.ts'

export async function setup(): Promise<void> {
  await buildClient()
}
