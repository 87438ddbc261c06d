import { Dialog } from '../ui/dialog.tsx';
import { GlobalSearch } from './global-search.tsx';
import { useShellTexts } from './texts.ts';

/** The global search on screens without room for it in the header. Mount it to open it. */
export function SearchDialog({ onClose }: { onClose: () => void }) {
  const t = useShellTexts();
  return (
    <Dialog open onClose={onClose} title={t('search.label')} size="sm">
      {/* Room for the list below the box. */}
      <div className="pb-[55dvh] sm:pb-72">
        <GlobalSearch onFollow={onClose} />
      </div>
    </Dialog>
  );
}
