/** Text to pieces to ids: SentencePiece models, read, written, trained. */
package org.translatenas.tokenization;
