import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { approveWorkstation, changeWorkstationAddresses } from '#contract/ipc/workstation.ts'
import type { RangeLimits } from '#contract/rules/address-range.ts'
import { keyFingerprint } from '#contract/rules/key-fingerprint.ts'
import { addressesOperation, approvalOperation, type WorkstationDetail } from '#contract/workstation-administration.ts'
import { useSigning } from '#renderer/app/hooks/use-signing.tsx'
import { invoke } from '#renderer/bridge.ts'
import { AddressEditor, areGood, readAddresses } from './address-editor.tsx'

interface AddressesPanelProps {
  readonly workstation: WorkstationDetail
  readonly limits: RangeLimits
  readonly onDone: () => void
}

/** Where the PC may speak from: signed with its approval, and again whenever it changes. */
export function AddressesPanel({ workstation, limits, onDone }: AddressesPanelProps) {
  const { t } = useTranslation()
  const { sign, signingWindow } = useSigning()
  const { id, number, institution, thumbprint, status } = workstation
  const isInUse = status === 'approved'
  const [text, setText] = useState(
    (workstation.addresses.length > 0 ? workstation.addresses : proposedFor(workstation)).join('\n'),
  )
  const addresses = readAddresses(text)
  const [isCompared, setCompared] = useState(false)
  const mustCompare = workstation.isByFile && status === 'pending'
  const isSame = isInUse && addresses.join(' ') === workstation.addresses.join(' ')

  const ask = () =>
    sign({
      operation: isInUse ? addressesOperation(id, addresses) : approvalOperation(id, thumbprint, addresses),
      summary: (
        <dl className="facts facts-narrow">
          <dt>{t('workstations.number')}</dt>
          <dd>{number}</dd>
          <dt>{t('workstations.institution')}</dt>
          <dd>{institution.name}</dd>
          <dt>{t('workstations.addresses')}</dt>
          <dd>{addresses.join('  ')}</dd>
        </dl>
      ),
      carryOut: (signature) =>
        invoke(isInUse ? changeWorkstationAddresses : approveWorkstation, {
          params: { id },
          body: { addresses, signature },
        }),
      onDone,
    })

  return (
    <div>
      <h2 className="section">{t('workstations.addressesSection')}</h2>
      {mustCompare && (
        <Checkbox checked={isCompared} onChange={({ target }) => setCompared(target.checked)}>
          {t('workstations.compared', { fingerprint: keyFingerprint(thumbprint) })}
        </Checkbox>
      )}
      <AddressEditor value={text} limits={limits} onChange={setText} />
      <div className="row">
        <Button
          type="primary"
          disabled={
            !areGood(addresses, limits) ||
            isSame ||
            (mustCompare && !isCompared) ||
            (status === 'pending' && workstation.isRequestedByCaller)
          }
          onClick={ask}
        >
          {t(isInUse ? 'workstations.changeAddresses' : 'workstations.approve')}
        </Button>
        {isInUse && <span className="muted">{t('workstations.changeHint')}</span>}
      </div>
      {signingWindow}
    </div>
  )
}

/** The address the request came from; of a PC that sent none, what it says of itself. */
function proposedFor({ requestedFrom, reportedAddresses }: WorkstationDetail): readonly string[] {
  return requestedFrom === null ? reportedAddresses : [requestedFrom]
}
