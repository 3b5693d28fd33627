import { useEffect, useRef, useState, type MouseEvent, type RefObject } from 'react'

/** A picture made larger, around the place one points at. */
export interface Zoom {
  /** 1: as it is. */
  readonly zoom: number
  readonly setZoom: (zoom: number) => void
  readonly video: RefObject<HTMLVideoElement | null>
  /** For the box the picture stands in. */
  readonly aim: (event: MouseEvent) => void
}

export const useZoom = (): Zoom => {
  const [zoom, setZoom] = useState(1)
  const video = useRef<HTMLVideoElement>(null)
  // What one wants to see closely follows the mouse; the element itself stays where it is.
  useEffect(() => {
    const element = video.current
    if (element !== null) element.style.transform = zoom === 1 ? '' : `scale(${zoom})`
  }, [zoom])
  const aim = (event: MouseEvent): void => {
    const box = event.currentTarget.getBoundingClientRect()
    const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height]
    if (video.current !== null) video.current.style.transformOrigin = `${x * 100}% ${y * 100}%`
  }
  return { zoom, setZoom, video, aim }
}
