import { useQuery } from '@tanstack/react-query'
import { Spin } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemCheckId } from '#contract/item-check.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { pageQuery } from './use-item-desk.ts'

export interface PageLook {
  /** 1: the page is as wide as the place for it. */
  readonly zoom: number
  /** Quarter turns. */
  readonly turns: number
}

interface PageCanvasProps extends PageLook {
  readonly id: ItemCheckId
  readonly page: number
}

/**
 * A page of the consent as pixels: it cannot be selected, copied, dragged or saved, carries who looks at it, and is hidden
 * while the window is not in front.
 */
export function PageCanvas({ id, page, zoom, turns }: PageCanvasProps) {
  const { t } = useTranslation()
  const canvas = useRef<HTMLCanvasElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const { user, workstationNumber } = useSession()
  const isAway = useIsAway()
  const found = useQuery(pageQuery(id, page))
  const line = [user.employeeId, user.name, workstationNumber].join('  ')

  useEffect(() => {
    const [target, place] = [canvas.current, frame.current]
    if (!target || !place || !found.data) return undefined
    let isGone = false
    void createImageBitmap(new Blob([found.data])).then((picture) => {
      if (!isGone) paint(target, picture, { width: place.clientWidth * zoom, turns, line })
      picture.close()
    })
    return () => {
      isGone = true
    }
  }, [found.data, zoom, turns, line])

  return (
    <div className="check-page" ref={frame}>
      <FailureAlert error={found.error} />
      {found.isPending && <Spin className="screen-wait" />}
      <canvas
        ref={canvas}
        aria-label={t('itemCheck.pageAlone', { page })}
        data-page={found.data ? page : undefined}
        style={{ visibility: isAway || !found.data ? 'hidden' : 'visible' }}
      />
    </div>
  )
}

interface Painting {
  /** Of the page as it lies on screen. */
  readonly width: number
  readonly turns: number
  readonly line: string
}

function paint(canvas: HTMLCanvasElement, picture: ImageBitmap, { width, turns, line }: Painting): void {
  const context = canvas.getContext('2d')
  if (!context) return
  const isLying = turns % 2 === 1
  const [across, down] = isLying ? [picture.height, picture.width] : [picture.width, picture.height]
  const scale = Math.min((width / across) * devicePixelRatio, 4)
  canvas.width = Math.round(across * scale)
  canvas.height = Math.round(down * scale)
  canvas.style.width = `${canvas.width / devicePixelRatio}px`
  context.translate(canvas.width / 2, canvas.height / 2)
  context.rotate((turns * Math.PI) / 2)
  context.drawImage(
    picture,
    (-picture.width * scale) / 2,
    (-picture.height * scale) / 2,
    picture.width * scale,
    picture.height * scale,
  )
  context.setTransform(1, 0, 0, 1, 0, 0)
  drawLine(context, canvas, line)
}

function drawLine(context: CanvasRenderingContext2D, { width, height }: HTMLCanvasElement, line: string): void {
  context.font = `${Math.round(15 * devicePixelRatio)}px sans-serif`
  context.fillStyle = 'rgb(60 70 90 / 16%)'
  const [stepAcross, stepDown] = [330 * devicePixelRatio, 190 * devicePixelRatio]
  for (let y = stepDown / 2; y < height + stepDown; y += stepDown)
    for (let x = (y / stepDown) % 2 < 1 ? 0 : -stepAcross / 2; x < width; x += stepAcross) {
      context.save()
      context.translate(x, y)
      context.rotate(-0.35)
      context.fillText(line, 0, 0)
      context.restore()
    }
}

function useIsAway(): boolean {
  const [isAway, setIsAway] = useState(false)
  useEffect(() => {
    const left = () => setIsAway(true)
    const back = () => setIsAway(false)
    window.addEventListener('blur', left)
    window.addEventListener('focus', back)
    window.addEventListener('pointerdown', back)
    window.addEventListener('keydown', back)
    return () => {
      window.removeEventListener('blur', left)
      window.removeEventListener('focus', back)
      window.removeEventListener('pointerdown', back)
      window.removeEventListener('keydown', back)
    }
  }, [])
  return isAway
}
