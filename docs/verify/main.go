// Verify checks a log of Tenantry with nothing of Tenantry's own: notes, trees and proofs are golang.org/x/mod's.
//
//	verify [-since old-checkpoint] <verifier key> <https://…/audit/log or a folder with its files>
//
// It says OK, or one sentence about what does not fit, and exits with 1. docs/audit.md says how to build it.
package main

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

func main() {
	since := flag.String("since", "", "a checkpoint that was kept: the log must continue it")
	flag.Parse()
	if flag.NArg() != 2 {
		fail(errors.New("give a verifier key, and the address or the folder of a log"))
	}
	origin, tree, err := verify(files(strings.TrimSuffix(flag.Arg(1), "/")), flag.Arg(0), *since)
	if err != nil {
		fail(err)
	}
	fmt.Printf("OK: %d entries of %s, root %v\n", tree.N, origin, tree.Hash)
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "verify:", err)
	os.Exit(1)
}

func verify(log files, vkey, since string) (string, tlog.Tree, error) {
	verifier, err := note.NewVerifier(strings.TrimSpace(vkey))
	if err != nil {
		return "", tlog.Tree{}, fmt.Errorf("the verifier key: %w", err)
	}
	head, err := log.read("checkpoint")
	if err != nil {
		return "", tlog.Tree{}, err
	}
	origin, tree, err := open(head, verifier)
	if err != nil {
		return "", tree, fmt.Errorf("the checkpoint: %w", err)
	}
	if tree.N == 0 && tree.Hash != emptyRoot {
		return "", tree, errors.New("the checkpoint: an empty log has another root")
	}
	leaves, err := recompute(log, tree)
	if err != nil {
		return "", tree, err
	}
	proved := tlog.TileHashReader(tree, log)
	if err := checkTiles(proved, leaves); err != nil {
		return "", tree, err
	}
	if err := proveSome(proved, tree, leaves); err != nil {
		return "", tree, err
	}
	if since != "" {
		if err := checkContinues(proved, tree, origin, since, verifier); err != nil {
			return "", tree, err
		}
	}
	return origin, tree, nil
}

// What RFC 6962 says of no leaves: SHA-256 of nothing.
var emptyRoot, _ = tlog.ParseHash("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")

// open reads a checkpoint (C2SP tlog-checkpoint): origin, size and root, signed by the key of that origin.
func open(text []byte, verifier note.Verifier) (string, tlog.Tree, error) {
	opened, err := note.Open(text, note.VerifierList(verifier))
	if err != nil {
		return "", tlog.Tree{}, err
	}
	for _, sig := range append(opened.Sigs, opened.UnverifiedSigs...) {
		// The same signature can be written in several ways; only one of them is what was served.
		if _, err := base64.StdEncoding.Strict().DecodeString(sig.Base64); err != nil {
			return "", tlog.Tree{}, err
		}
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		return "", tlog.Tree{}, errors.New("it is not of the log that the key names")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 {
		return "", tlog.Tree{}, fmt.Errorf("%q is no size", lines[1])
	}
	root, err := tlog.ParseHash(lines[2])
	return lines[0], tlog.Tree{N: size, Hash: root}, err
}

// recompute reads every entry and answers the leaf hashes, once they lead to the signed root.
func recompute(log files, tree tlog.Tree) ([]tlog.Hash, error) {
	var leaves, stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		hashes := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			hashes[i] = stored[index]
		}
		return hashes, nil
	})
	for n := int64(0); n < tree.N; n += 1 << height {
		width := int(min(tree.N-n, 1<<height))
		bundle, err := log.read(path("entries", tlog.Tile{H: height, N: n >> height, W: width}))
		if err != nil {
			return nil, err
		}
		entries, err := split(bundle)
		if err != nil || len(entries) != width {
			return nil, fmt.Errorf("the bundle of the entries from %d holds %d instead of %d: %v", n, len(entries), width, err)
		}
		for _, entry := range entries {
			hashes, err := tlog.StoredHashes(int64(len(leaves)), entry, reader)
			if err != nil {
				return nil, err
			}
			stored = append(stored, hashes...)
			leaves = append(leaves, tlog.RecordHash(entry))
		}
	}
	if tree.N == 0 {
		return nil, nil
	}
	root, err := tlog.TreeHash(tree.N, reader)
	if err == nil && root != tree.Hash {
		err = fmt.Errorf("the entries lead to %v, but %v was signed", root, tree.Hash)
	}
	return leaves, err
}

func min(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}

// split takes a bundle apart: each entry stands after its length in two bytes.
func split(bundle []byte) ([][]byte, error) {
	var entries [][]byte
	for len(bundle) > 0 {
		if len(bundle) < 2 || len(bundle)-2 < int(binary.BigEndian.Uint16(bundle)) {
			return entries, errors.New("it ends inside an entry")
		}
		end := 2 + int(binary.BigEndian.Uint16(bundle))
		entries = append(entries, bundle[2:end])
		bundle = bundle[end:]
	}
	return entries, nil
}

// checkTiles reads every tile through x/mod, which holds them against the signed root, and compares them with the entries.
func checkTiles(proved tlog.HashReader, leaves []tlog.Hash) error {
	for from := 0; from < len(leaves); from += 4096 {
		to := int(min(int64(len(leaves)), int64(from)+4096))
		indexes := make([]int64, 0, to-from)
		for n := from; n < to; n++ {
			indexes = append(indexes, tlog.StoredHashIndex(0, int64(n)))
		}
		hashes, err := proved.ReadHashes(indexes)
		if err != nil {
			return fmt.Errorf("the tiles of the entries from %d: %w", from, err)
		}
		for i, hash := range hashes {
			if hash != leaves[from+i] {
				return fmt.Errorf("the tile says another hash of entry %d", from+i)
			}
		}
	}
	return nil
}

// proveSome makes the inclusion proofs of the first, the middle and the last entry from the tiles, and checks them against the signed root.
func proveSome(proved tlog.HashReader, tree tlog.Tree, leaves []tlog.Hash) error {
	if tree.N == 0 {
		return nil
	}
	for _, n := range []int64{0, tree.N / 2, tree.N - 1} {
		proof, err := tlog.ProveRecord(tree.N, n, proved)
		if err == nil {
			err = tlog.CheckRecord(proof, tree.N, tree.Hash, n, leaves[n])
		}
		if err != nil {
			return fmt.Errorf("the proof of entry %d: %w", n, err)
		}
	}
	return nil
}

// checkContinues proves that the log begins with the one of a checkpoint that was kept.
func checkContinues(proved tlog.HashReader, tree tlog.Tree, origin, since string, verifier note.Verifier) error {
	text, err := os.ReadFile(since)
	if err != nil {
		return err
	}
	oldOrigin, old, err := open(text, verifier)
	switch {
	case err != nil:
		return fmt.Errorf("the kept checkpoint: %w", err)
	case oldOrigin != origin:
		return fmt.Errorf("the kept checkpoint is of another log: %s", oldOrigin)
	case old.N > tree.N:
		return fmt.Errorf("%d entries were cut off", old.N-tree.N)
	case old.N == 0:
		return nil
	}
	proof, err := tlog.ProveTree(tree.N, old.N, proved)
	if err == nil {
		err = tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash)
	}
	if err != nil {
		return fmt.Errorf("something before entry %d was changed: %w", old.N, err)
	}
	return nil
}

// files are those of a log, below an address or in a folder. They read as tiles for x/mod.
type files string

func (log files) Height() int { return height }

func (log files) SaveTiles([]tlog.Tile, [][]byte) {}

func (log files) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(tiles))
	for i, tile := range tiles {
		var err error
		if data[i], err = log.read(path(strconv.Itoa(tile.L), tile)); err != nil {
			return nil, err
		}
	}
	return data, nil
}

// path is that of C2SP tlog-tiles, which leaves out the height that x/mod writes: it is 8.
func path(level string, tile tlog.Tile) string {
	tile.L = 0
	return "tile/" + level + "/" + strings.TrimPrefix(tile.Path(), "tile/8/0/")
}

func (log files) read(name string) ([]byte, error) {
	if !strings.HasPrefix(string(log), "http://") && !strings.HasPrefix(string(log), "https://") {
		return os.ReadFile(filepath.Join(string(log), filepath.FromSlash(name)))
	}
	answer, err := http.Get(string(log) + "/" + name)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s answers %s", name, answer.Status)
	}
	return io.ReadAll(answer.Body)
}
