import { Alert, Input, Modal } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ItemVerdict, ReturnReason, returnReasons, Suspicion, suspicions } from '#contract/item-check.ts'
import { useShortcuts } from '#renderer/app/hooks/use-shortcuts.ts'
import { useReasonName } from './reason-name.ts'

interface ReasonWindowProps {
  readonly what: 'returned' | 'suspected'
  readonly onChosen: (verdict: ItemVerdict) => void
  readonly onCancel: () => void
}

/** Why a consent goes back, or what is suspected: a digit chooses, Enter sends, Escape goes back to the page. */
export function ReasonWindow({ what, onChosen, onCancel }: ReasonWindowProps) {
  const { t } = useTranslation()
  const nameOf = useReasonName()
  const reasons = what === 'returned' ? returnReasons : suspicions
  const [reason, setReason] = useState<string>()
  const [note, setNote] = useState('')
  const first = useRef<HTMLInputElement>(null)
  // Once the window has opened, so that digits choose at once.
  const focusFirst = (isOpen: boolean) => isOpen && first.current?.focus()
  const isNoteMissing = reason === 'other' && note.trim().length < 2
  const send = () => {
    const verdict = verdictOf(what, reason, note)
    if (verdict && !isNoteMissing) onChosen(verdict)
  }
  // Alt, so that digits can be typed into the note.
  useShortcuts({
    ...Object.fromEntries(reasons.flatMap((one, index) => [[`Alt+${index + 1}`, () => setReason(one)] as const])),
    Enter: send,
    Escape: onCancel,
  })

  return (
    <Modal
      open
      title={t(`itemCheck.${what}Title`)}
      okText={t(`itemCheck.${what}Send`)}
      cancelText={t('itemCheck.cancel')}
      okButtonProps={{ disabled: reason === undefined || isNoteMissing, danger: what === 'suspected' }}
      onOk={send}
      onCancel={onCancel}
      keyboard={false}
      afterOpenChange={focusFirst}
    >
      <div className="stack">
        {what === 'suspected' && <Alert type="warning" showIcon title={t('itemCheck.suspectedHint')} />}
        <div role="radiogroup" aria-label={t(`itemCheck.${what}Title`)} className="check-reasons">
          {reasons.map((one, index) => (
            <label key={one} className={one === reason ? 'check-reason check-reason-chosen' : 'check-reason'}>
              <input
                type="radio"
                name="reason"
                ref={index === 0 ? first : undefined}
                checked={one === reason}
                onChange={() => setReason(one)}
                onKeyDown={({ key }) => {
                  const picked = reasons[Number(key) - 1]
                  if (picked) setReason(picked)
                }}
              />
              <span>{nameOf(what, one)}</span>
              <span className="shortcut">{index + 1}</span>
            </label>
          ))}
        </div>
        <Input.TextArea
          rows={2}
          maxLength={200}
          value={note}
          placeholder={t('itemCheck.noteHint')}
          aria-label={t('itemCheck.note')}
          onChange={({ target }) => setNote(target.value)}
        />
        {isNoteMissing && <div className="refusal">{t('itemCheck.noteMissing')}</div>}
      </div>
    </Modal>
  )
}

function verdictOf(what: 'returned' | 'suspected', reason: string | undefined, typed: string): ItemVerdict | undefined {
  const note = typed.trim().length >= 2 ? typed.trim() : null
  const back = ReturnReason.safeParse(reason)
  if (what === 'returned' && back.success) return { verdict: 'returned', reason: back.data, note }
  const doubt = Suspicion.safeParse(reason)
  return what === 'suspected' && doubt.success ? { verdict: 'suspected', reason: doubt.data, note } : undefined
}
