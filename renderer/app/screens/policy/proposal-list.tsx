import { useMutation } from '@tanstack/react-query'
import { Button, Popconfirm, Space, type TableColumnsType, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { publishPolicy, withdrawProposal } from '#contract/ipc/policy.ts'
import { type PolicyOverview, type Proposal, proposalStates, publishOperation } from '#contract/policy-proposal.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { usePolicyLabel } from '#renderer/app/hooks/use-policy-label.ts'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { useSigning } from '#renderer/app/hooks/use-signing.tsx'
import { invoke } from '#renderer/bridge.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'
import { differences } from './policy-fields.ts'

const colours = { proposed: 'orange', published: 'green', withdrawn: 'default' } as const

interface ProposalListProps {
  readonly overview: PolicyOverview
  readonly onChanged: (overview: PolicyOverview) => void
}

/** Proposals; one's own can be withdrawn, another's published. */
export function ProposalList({ overview, onChanged }: ProposalListProps) {
  const { t } = useTranslation()
  const { user } = useSession()
  const { sign, signingWindow } = useSigning()
  const withdrawing = useMutation({
    mutationFn: (id: Proposal['id']) => invoke(withdrawProposal, { params: { id } }),
    onSuccess: onChanged,
  })
  const publish = (proposal: Proposal) =>
    sign({
      operation: publishOperation(proposal),
      summary: <Changes overview={overview} proposal={proposal} />,
      carryOut: async (signature) =>
        onChanged(await invoke(publishPolicy, { params: { id: proposal.id }, body: { signature } })),
    })

  const columns: TableColumnsType<Proposal> = [
    {
      key: 'proposedAt',
      title: t('policy.proposedAt'),
      width: 140,
      className: 'figure',
      render: (_, { proposedAt }) => shanghaiMoment(proposedAt),
      sorter: (a, b) => a.proposedAt.localeCompare(b.proposedAt),
    },
    { key: 'by', title: t('policy.proposedBy'), width: 100, dataIndex: 'proposedBy' },
    { key: 'note', title: t('policy.note'), dataIndex: 'note', className: 'breakable' },
    {
      key: 'changes',
      title: t('policy.changes'),
      render: (_, proposal) => <Changes overview={overview} proposal={proposal} />,
    },
    {
      key: 'effectiveFrom',
      title: t('policy.effectiveFrom'),
      width: 140,
      className: 'figure',
      render: (_, { effectiveFrom }) => shanghaiMoment(effectiveFrom),
    },
    {
      key: 'state',
      title: t('policy.state'),
      width: 110,
      render: (_, { state, version }) => (
        <>
          <Tag color={colours[state]}>{t(`policy.stateName.${state}`)}</Tag>
          {version !== null && <span className="figure">v{version}</span>}
        </>
      ),
      filters: proposalStates.map((value) => ({ value, text: t(`policy.stateName.${value}`) })),
      onFilter: (value, { state }) => state === value,
    },
    {
      key: 'action',
      title: t('policy.action'),
      width: 170,
      render: (_, proposal) =>
        proposal.state === 'proposed' && (
          <Space>
            <Button
              size="small"
              type="primary"
              disabled={proposal.proposedBy === user.employeeId}
              title={proposal.proposedBy === user.employeeId ? t('policy.ownProposal') : ''}
              onClick={() => publish(proposal)}
            >
              {t('policy.publish')}
            </Button>
            <Popconfirm
              title={t('policy.confirmWithdraw')}
              okText={t('policy.withdraw')}
              cancelText={t('signing.cancel')}
              onConfirm={() => withdrawing.mutate(proposal.id)}
            >
              <Button size="small">{t('policy.withdraw')}</Button>
            </Popconfirm>
          </Space>
        ),
    },
  ]
  return (
    <>
      <FailureAlert error={withdrawing.error} />
      <DataTable<Proposal>
        rows={overview.proposals}
        rowKey={({ id }) => id}
        textOf={({ note, proposedBy }) => `${note} ${proposedBy}`}
        columns={columns}
        empty={t('policy.noProposals')}
      />
      {signingWindow}
    </>
  )
}

/** What a proposal changes against the policy in force. */
function Changes({ overview, proposal }: { overview: PolicyOverview; proposal: Proposal }) {
  const { t } = useTranslation()
  const label = usePolicyLabel()
  const differing = differences(overview.current.body, proposal.body)
  if (differing.length === 0) return <span className="muted">{t('policy.sameAsNow')}</span>
  return (
    <div>
      {differing.map(({ path, before, after }) => (
        <div key={path}>{t('policy.change', { field: label(path), before: String(before), after: String(after) })}</div>
      ))}
    </div>
  )
}
