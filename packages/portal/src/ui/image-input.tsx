import { useQuery } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { type Ref, useEffect, useState } from 'react';
import { Avatar } from './avatar.tsx';
import { IconButton } from './button.tsx';
import { FileDrop } from './file-drop.tsx';
import { useUiTexts } from './texts.ts';

/** A new picture, `null` for "take it away", `undefined` for "as it was". */
export type ImageChange = File | null | undefined;

export interface ImageInputProps {
  label: string;
  /** For the initials while there is no picture. */
  name: string;
  /** Address of the picture there is now. */
  current?: string | null | undefined;
  value: ImageChange;
  onValueChange: (value: ImageChange) => void;
  shape?: 'round' | 'square';
  ref?: Ref<HTMLInputElement>;
}

export const imageBytesMax = 5 * 1024 * 1024;
const kinds = ['image/jpeg', 'image/png'];

/** A logo or profile picture: JPG or PNG, at most 5 MB, selected or dropped, with a preview. */
export function ImageInput({ label, name, current, value, onValueChange, shape = 'square', ref }: ImageInputProps) {
  const t = useUiTexts();
  const [error, setError] = useState<string>();
  const preview = useObjectUrl(value ?? undefined);
  const src = value === null ? undefined : (preview ?? current);
  const stored = useStoredPicture(current);

  function take(file: File) {
    if (!kinds.includes(file.type)) return setError(t('image.kind'));
    if (file.size > imageBytesMax) return setError(t('image.size'));
    setError(undefined);
    onValueChange(file);
  }

  return (
    <div className="flex flex-col gap-1.5">
      <span className="font-medium text-sm">{label}</span>
      <div className="flex items-center gap-3">
        <Avatar name={name || '?'} src={src} size="lg" shape={shape} />
        <div className="min-w-0 flex-1">
          <FileDrop compact label={label} accept={kinds.join(',')} hint={t('image.hint')} onFile={take} {...(ref ? { ref } : {})} />
        </div>
        {(value || (value === undefined && stored)) && (
          <IconButton icon={Trash2} label={t('image.remove')} onClick={() => onValueChange(stored ? null : undefined)} />
        )}
      </div>
      {error && (
        <span role="alert" className="text-danger-ink text-xs">
          {error}
        </span>
      )}
    </div>
  );
}

/** Whether there is a picture now: without one its address leads to initials, which nobody can take away. */
function useStoredPicture(address: string | null | undefined): boolean {
  const { data = false } = useQuery({
    queryKey: ['stored-picture', address],
    enabled: Boolean(address),
    queryFn: async ({ signal }) => {
      const answer = await fetch(address as string, { signal });
      return answer.ok && !answer.url.includes('/initials/');
    },
  });
  return data;
}

function useObjectUrl(file: File | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!file) return setUrl(undefined);
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
}
