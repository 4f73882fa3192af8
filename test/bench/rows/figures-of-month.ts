import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { createFigureService } from '#central/compliance/figure-service.ts'
import { type Database, openDatabase } from '#central/database/database.ts'
import { startEmbeddedPostgres } from '#central/database/embedded-postgres.ts'
import { migrate } from '#central/database/migrate.ts'
import { makeSecrets, seedDemo } from '#central/demo/seed-demo.ts'
import { listSubtree } from '#central/institutions/institution-repository.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import { openKeyRing } from '#central/keys/key-ring.ts'
import { queryFigures } from '#central/queries/query-figure-service.ts'
import { demoOutlet, readDemoBank } from '#scripts/demo/demo-service.ts'
import type { Row } from '#test/bench/harness.ts'

const month = '2026-11'
const headOffice = '100000'

/** Queries of a month by outcome, kind, purpose and rule, rolled up to head office, against counting the same rows. */
export const figuresOfMonth: Row = {
  name: 'figures-of-month',
  unit: 'ms',
  against: 'select count(*) over the same queries',
  reach: 12,
  better: 'lower',
  rounds: { full: 9, quick: 3 },
  async prepare({ isQuick, folder }) {
    chmodSync(folder, 0o711)
    const queries = isQuick ? 20_000 : 100_000
    const postgres = await startEmbeddedPostgres(join(folder, 'postgres'))
    const url = postgres.url('postgres')
    await migrate(url)
    const database = openDatabase(url)
    const bank = readDemoBank()
    const keys = await openKeyRing(join(folder, 'keys.json'))
    await seedDemo(database, keys, { bank, secrets: makeSecrets(bank), now: new Date('2026-11-25T02:00:00Z') })
    await insertQueries(database, queries)
    const figures = createFigureService({
      database,
      institutions: { subtreeOf: listSubtree } as unknown as InstitutionService,
      sources: [queryFigures.countsFor],
      perDay: queryFigures.perDay,
    })
    return {
      ours: () => elapsed(() => figures.figuresFor(month, headOffice)),
      reference: () =>
        elapsed(
          () => database`select count(*) from query where asked_at >= '2026-11-01+08' and asked_at < '2026-12-01+08'`,
        ),
      notes: () => [`${queries} queries, every tenth blocked by two rules`],
      async end() {
        await database.end()
        await postgres.stop()
      },
    }
  },
}

/** Rows of queries without what they refer to; nothing here follows a reference. */
async function insertQueries(database: Database, count: number): Promise<void> {
  const reasons = JSON.stringify({ reasons: [{ rule: 'consent-missing' }, { rule: 'non-working-hours' }] })
  await database.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`
      insert into query (id, user_id, session_id, workstation_id, institution_code, subject_id, purpose,
                         business_reference, asked_at, request_hash, state, decision)
      select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), ${demoOutlet},
             gen_random_uuid(), (array['01', '02', '03', '08', 'E01'])[1 + n % 5], 'LA-2026-000318',
             '2026-11-01 00:00+08'::timestamptz + n * interval '2592000 seconds' / ${count}, '\\x00',
             case when n % 10 = 0 then 'blocked' else 'answered' end,
             case when n % 10 = 0 then ${reasons}::jsonb else '{"reasons": []}'::jsonb end
        from generate_series(0, ${count - 1}) as n`
  })
  await database`vacuum analyze query`
}

async function elapsed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
