/** An error whose text is for the person at the terminal: one sentence, no stack. */
export function stop(sentence) {
  return Object.assign(new Error(sentence), { sentence });
}

/** The sentence for a file operation that failed in `folder`, or undefined when it failed for another reason. */
export function fileSentence(code, folder) {
  if (code === 'EROFS')
    return `${folder} is on a read-only file system: copy Tenantry to a folder that you may write to and start it there.`;
  if (code === 'EACCES' || code === 'EPERM')
    return `${folder} cannot be written by this user: change its owner, or copy Tenantry to a folder of yours.`;
  if (code === 'ENOSPC' || code === 'EDQUOT') return `The disk that holds ${folder} is full: free about 1 GB and start again.`;
  return undefined;
}
