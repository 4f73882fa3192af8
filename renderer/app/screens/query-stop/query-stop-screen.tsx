import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Card } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listInstitutions } from '#contract/ipc/institution.ts'
import {
  listQueryStops,
  proposeLifting,
  proposeStop,
  readStopsInForce,
  signLifting,
  signStop,
  withdrawStopProposal,
} from '#contract/ipc/query-stop.ts'
import { toDoChanged } from '#contract/ipc/to-do.ts'
import { imposeOperation, liftOperation, type QueryStop, type StopRequest } from '#contract/query-stop.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { useAnnouncement } from '#renderer/app/hooks/use-announcement.ts'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { useSigning } from '#renderer/app/hooks/use-signing.tsx'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'
import { LiftingForm } from './lifting-form.tsx'
import { StopForm } from './stop-form.tsx'
import { StopTable } from './stop-table.tsx'

/** Stops all queries of an institution or of the bank, and lets them go on: two people each time. */
export function QueryStopScreen() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { user } = useSession()
  const { sign, signingWindow } = useSigning()
  const found = useQuery(query(listQueryStops, {}))
  const institutions = useQuery(query(listInstitutions, {}))
  const [lifting, setLifting] = useState<QueryStop>()
  useAnnouncement(toDoChanged, () => void client.invalidateQueries({ queryKey: [listQueryStops.name] }))

  const onSuccess = (stops: QueryStop[]) => {
    client.setQueryData([listQueryStops.name, {}], stops)
    void client.invalidateQueries({ queryKey: [readStopsInForce.name] })
  }
  const proposing = useMutation({ mutationFn: (stop: StopRequest) => invoke(proposeStop, { body: stop }), onSuccess })
  const withdrawing = useMutation({
    mutationFn: (id: QueryStop['id']) => invoke(withdrawStopProposal, { params: { id } }),
    onSuccess,
  })
  const liftingProposal = useMutation({
    mutationFn: ({ id, reason }: { id: QueryStop['id']; reason: string }) =>
      invoke(proposeLifting, { params: { id }, body: { reason } }),
    onSuccess,
    onSettled: () => setLifting(undefined),
  })
  const scopeOf = ({ institutionName: name }: QueryStop) => t('queryStop.withBelow', { name })

  const impose = (stop: QueryStop) =>
    sign({
      operation: imposeOperation(stop),
      summary: t('queryStop.imposeSummary', {
        scope: scopeOf(stop),
        cause: t(`queryStop.causes.${stop.cause}`),
        reason: stop.reason,
      }),
      carryOut: async (signature) =>
        onSuccess(await invoke(signStop, { params: { id: stop.id }, body: { signature } })),
    })
  const lift = (stop: QueryStop) =>
    sign({
      operation: liftOperation(stop, stop.lifting?.reason ?? ''),
      summary: t('queryStop.liftSummary', { scope: scopeOf(stop), reason: stop.lifting?.reason ?? '' }),
      carryOut: async (signature) =>
        onSuccess(await invoke(signLifting, { params: { id: stop.id }, body: { signature } })),
    })

  return (
    <div className="stack">
      <ScreenTitle title={t('queryStop.title')}>
        <p>{t('queryStop.intro')}</p>
      </ScreenTitle>
      <FailureAlert
        error={found.error ?? institutions.error ?? proposing.error ?? withdrawing.error ?? liftingProposal.error}
      />
      <Card size="small">
        <StopForm
          institutions={institutions.data ?? []}
          isBusy={proposing.isPending}
          onPropose={async (stop) => {
            await proposing.mutateAsync({ ...stop, id: crypto.randomUUID() as StopRequest['id'] })
          }}
        />
      </Card>
      <Card size="small" title={t('queryStop.list')}>
        <StopTable
          stops={found.data ?? []}
          isLoading={found.isPending}
          employeeId={user.employeeId}
          onSign={impose}
          onWithdraw={({ id }) => withdrawing.mutate(id)}
          onProposeLifting={setLifting}
          onLift={lift}
        />
      </Card>
      {lifting && (
        <LiftingForm
          scope={scopeOf(lifting)}
          isBusy={liftingProposal.isPending}
          onPropose={(reason) => liftingProposal.mutate({ id: lifting.id, reason })}
          onClose={() => setLifting(undefined)}
        />
      )}
      {signingWindow}
    </div>
  )
}
