import { Button, Empty, Spin } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CheckItem, ItemCheckId } from '#contract/item-check.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { usePlainKeys } from '#renderer/app/hooks/use-plain-keys.ts'
import { ItemFacts } from './item-facts.tsx'
import { PageCanvas, type PageLook } from './page-canvas.tsx'
import { ReasonWindow } from './reason-window.tsx'
import { UndoBar } from './undo-bar.tsx'
import { useItemDesk } from './use-item-desk.ts'

const zoomStep = 1.25
const [zoomLeast, zoomMost] = [0.4, 4]
const asIs: PageLook = { zoom: 1, turns: 0 }

/** One consent beside its query; hands stay on the keyboard. */
export function CheckDesk({ wanted }: { wanted: ItemCheckId | undefined }) {
  const { t } = useTranslation()
  const desk = useItemDesk(wanted)
  const [asked, setAsked] = useState<'returned' | 'suspected'>()
  const { item } = desk

  usePlainKeys({
    a: () => desk.decide({ verdict: 'accepted' }),
    r: () => item && setAsked('returned'),
    s: () => item && setAsked('suspected'),
    u: desk.undo,
    arrowdown: () => desk.move(1),
    arrowup: () => desk.move(-1),
  })

  return (
    <div className="check-desk">
      <FailureAlert error={desk.error} />
      {item ? (
        <ItemOnDesk key={item.id} item={item} position={`${desk.at + 1} / ${desk.items.length}`}>
          <div className="check-actions">
            <Button type="primary" onClick={() => desk.decide({ verdict: 'accepted' })}>
              {t('itemCheck.accept')} <span className="shortcut">A</span>
            </Button>
            <Button onClick={() => setAsked('returned')}>
              {t('itemCheck.return')} <span className="shortcut">R</span>
            </Button>
            <Button danger onClick={() => setAsked('suspected')}>
              {t('itemCheck.suspect')} <span className="shortcut">S</span>
            </Button>
          </div>
        </ItemOnDesk>
      ) : desk.isLoading ? (
        <Spin className="screen-wait" />
      ) : (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('itemCheck.nothing')}>
          <Button onClick={desk.reload}>{t('itemCheck.lookAgain')}</Button>
        </Empty>
      )}
      <UndoBar pending={desk.pending} done={desk.done} onUndo={desk.undo} />
      {asked && (
        <ReasonWindow
          what={asked}
          onCancel={() => setAsked(undefined)}
          onChosen={(verdict) => {
            setAsked(undefined)
            desk.decide(verdict)
          }}
        />
      )}
    </div>
  )
}

interface ItemOnDeskProps {
  readonly item: CheckItem
  readonly position: string
  readonly children: React.ReactNode
}

function ItemOnDesk({ item, position, children }: ItemOnDeskProps) {
  const { t } = useTranslation()
  const pages = item.consent.scans.reduce((sum, scan) => sum + scan.pages, 0)
  const [page, setPage] = useState(1)
  const [look, setLook] = useState(asIs)
  const turnTo = (to: number) => {
    if (to < 1 || to > pages) return
    setPage(to)
    setLook(asIs)
  }
  const zoomBy = (factor: number) =>
    setLook(({ zoom, turns }) => ({ turns, zoom: Math.min(zoomMost, Math.max(zoomLeast, zoom * factor)) }))
  const rotate = () => setLook(({ zoom, turns }) => ({ zoom, turns: (turns + 1) % 4 }))

  usePlainKeys({
    arrowright: () => turnTo(page + 1),
    pagedown: () => turnTo(page + 1),
    arrowleft: () => turnTo(page - 1),
    pageup: () => turnTo(page - 1),
    '+': () => zoomBy(zoomStep),
    '=': () => zoomBy(zoomStep),
    '-': () => zoomBy(1 / zoomStep),
    '0': () => setLook(asIs),
    t: rotate,
  })

  return (
    <div className="check-item">
      <div className="check-scan">
        <div className="check-tools">
          <span className="figure">{t('itemCheck.page', { page, pages })}</span>
          <span className="row row-tight">
            <Button size="small" disabled={page === 1} onClick={() => turnTo(page - 1)}>
              ← {t('itemCheck.before')}
            </Button>
            <Button size="small" disabled={page === pages} onClick={() => turnTo(page + 1)}>
              {t('itemCheck.after')} →
            </Button>
            <Button size="small" aria-label={t('itemCheck.smaller')} onClick={() => zoomBy(1 / zoomStep)}>
              −
            </Button>
            <Button size="small" aria-label={t('itemCheck.larger')} onClick={() => zoomBy(zoomStep)}>
              +
            </Button>
            <Button size="small" onClick={rotate}>
              {t('itemCheck.rotate')} <span className="shortcut">T</span>
            </Button>
          </span>
        </div>
        <PageCanvas id={item.id} page={page} {...look} />
      </div>
      <aside className="check-side">
        <div className="muted figure">{t('itemCheck.position', { position })}</div>
        {children}
        <ItemFacts item={item} />
        <div className="muted check-keys">{t('itemCheck.keys')}</div>
      </aside>
    </div>
  )
}
