import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Card, Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { readPolicy } from '#contract/ipc/policy.ts'
import type { PolicyOverview } from '#contract/policy-proposal.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { query } from '#renderer/query.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'
import { PolicyForm } from './policy-form.tsx'
import { ProposalList } from './proposal-list.tsx'

/** Head office changes its numbers: one proposes, tries it on past queries, another one publishes. */
export function PolicyScreen() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const found = useQuery(query(readPolicy, {}))
  const onChanged = (overview: PolicyOverview) => client.setQueryData([readPolicy.name, {}], overview)
  const overview = found.data
  const open = overview?.proposals.filter(({ state }) => state === 'proposed').length ?? 0

  return (
    <div className="stack">
      <ScreenTitle title={t('policy.title')}>
        {overview && (
          <p>
            {t('policy.inForce', {
              version: overview.current.version,
              from: shanghaiMoment(overview.current.effectiveFrom),
            })}
          </p>
        )}
      </ScreenTitle>
      <FailureAlert error={found.error} />
      {overview && (
        <Card size="small">
          <Tabs
            items={[
              {
                key: 'edit',
                label: t('policy.edit'),
                children: (
                  <PolicyForm key={overview.current.version} current={overview.current} onChanged={onChanged} />
                ),
              },
              {
                key: 'proposals',
                label: t('policy.proposals', { count: open }),
                children: <ProposalList overview={overview} onChanged={onChanged} />,
              },
            ]}
          />
        </Card>
      )}
    </div>
  )
}
