import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Card } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { grantRelease, listReleases } from '#contract/ipc/release.ts'
import { grantOperation, type ReleaseCase, releasableRules } from '#contract/release.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { useSigning } from '#renderer/app/hooks/use-signing.tsx'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'
import { CaseSummary } from './case-summary.tsx'
import { RefusalForm } from './refusal-form.tsx'
import { releaseColumns } from './release-columns.tsx'

const lookEveryMs = 3000

/** Requests of officers whose query was blocked: the approver checks, signs, and they can go on. */
export function ReleasesScreen() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { sign, signingWindow } = useSigning()
  const [refusing, setRefusing] = useState<ReleaseCase>()
  const found = useQuery({ ...query(listReleases, {}), refetchInterval: lookEveryMs })
  const refresh = () => void client.invalidateQueries({ queryKey: [listReleases.name] })

  const grant = (one: ReleaseCase) =>
    sign({
      operation: grantOperation({ id: one.id, queryId: one.queryId, rules: releasableRules(one.reasons) }),
      summary: <CaseSummary one={one} />,
      carryOut: (signature) => invoke(grantRelease, { params: { id: one.id }, body: { signature } }),
      onDone: refresh,
    })

  return (
    <div className="stack">
      <ScreenTitle title={t('release.title')}>
        <p>{t('release.intro')}</p>
      </ScreenTitle>
      <FailureAlert error={found.error} />
      <Card size="small">
        <DataTable<ReleaseCase>
          rows={found.data ?? []}
          isLoading={found.isPending}
          rowKey={({ id }) => id}
          textOf={({ officer, institution, businessReference, reason }) =>
            [officer.name, officer.employeeId, institution.name, businessReference, reason].join(' ')
          }
          columns={releaseColumns(t, { onGrant: grant, onRefuse: setRefusing })}
          empty={t('release.empty')}
        />
      </Card>
      {refusing && (
        <RefusalForm
          one={refusing}
          sign={sign}
          onClose={() => {
            setRefusing(undefined)
            refresh()
          }}
        />
      )}
      {signingWindow}
    </div>
  )
}
