/** A real PDF of so many pages: the first a quarter black, each further one a quarter more. */
export const pagedPdf = (pages: number): Buffer => {
  const numbers = Array.from({ length: pages }, (_, index) => index)
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages} /Kids [${numbers.map((n) => `${3 + 2 * n} 0 R`).join(' ')}] >>`,
    ...numbers.flatMap((n) => {
      const drawing = `0 0 0 rg 0 0 400 ${100 * (n + 1)} re f`
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents ${4 + 2 * n} 0 R >>`,
        `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
      ]
    }),
  ]
  let text = '%PDF-1.7\n'
  const places = objects.map((object, index) => {
    const at = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const start = text.length
  const rows = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  text += `xref\n0 ${places.length + 1}\n0000000000 65535 f \n${rows}`
  text += `trailer\n<< /Size ${places.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}
