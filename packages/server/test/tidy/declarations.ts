import ts from 'typescript';

export interface Declared {
  name: string;
  line: number;
}

export interface LongFunction extends Declared {
  lines: number;
}

const parse = (path: string, text: string) =>
  ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);

/** The names that a file gives to things: variables, functions, parameters, types and their members. */
export function declaredNames(path: string, text: string): Declared[] {
  const file = parse(path, text);
  const found: Declared[] = [];
  const visit = (node: ts.Node): void => {
    const name = (node as ts.NamedDeclaration).name;
    if (name && ts.isIdentifier(name) && isDeclaration(node)) found.push({ name: name.text, line: lineOf(file, name.getStart()) });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

const isDeclaration = (node: ts.Node): boolean =>
  ts.isVariableDeclaration(node) ||
  ts.isFunctionDeclaration(node) ||
  ts.isParameter(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isClassDeclaration(node) ||
  ts.isPropertySignature(node) ||
  ts.isMethodDeclaration(node);

/** Functions longer than `linesMax`; of functions inside each other the inner ones count for themselves too. */
export function longFunctions(path: string, text: string, linesMax: number): LongFunction[] {
  const file = parse(path, text);
  const found: LongFunction[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const line = lineOf(file, node.getStart());
      const lines = lineOf(file, node.getEnd()) - line + 1;
      if (lines > linesMax) found.push({ name: nameOf(node), line, lines });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function nameOf(node: ts.Node): string {
  const named = (node as ts.NamedDeclaration).name ?? (node.parent as ts.NamedDeclaration).name;
  return named?.getText() ?? 'a function without a name';
}

const lineOf = (file: ts.SourceFile, position: number): number => file.getLineAndCharacterOfPosition(position).line + 1;
