import { Fragment } from 'react';

/** A long word that may break after its separators and nowhere else: an IPv6 address, the key of an event. */
export function Breakable({ text }: { text: string }) {
  return text.split(/(?<=[.:_])(?=[a-z\d:])/i).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change their order
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
