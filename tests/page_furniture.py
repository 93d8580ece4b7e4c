"""Furniture of pages, blogs, mail programs and lists, to put around documents."""

from __future__ import annotations

from dataclasses import replace

from appealgen.importing.files.text import plain_lines
from appealgen.importing.lines import Document, Line, number_lines

HEADS = {
    "a page": "Skip to content\nMenu\nHome | About us | News | Donate\nEN\nDE\nSearch\nShare this page",
    "a blog": "Aktuelles\nÜber uns\nKontakt\nFacebook Twitter YouTube\nTeilen\nDrucken",
    "a page in French": "Aller au contenu\nAccueil · Actualités · Agir\nFaites un don\nPartager sur Facebook",
    "a page in Spanish": "Saltar al contenido\nInicio\nNoticias\nActúa\nHazte socio\nCompartir en Twitter",
    "a forwarded mail": "---------- Forwarded message ---------\nFrom: Ruta Velim <ruta@example.org>\n"
    "Date: Fri, 6 Mar 2015 at 09:12\nSubject: Fwd: please write\nTo: <group@example.org>",
    "a mail passed on": "-----Ursprüngliche Nachricht-----\nVon: Ruta Velim\nGesendet: Montag, 2. März 2015 10:11\n"
    "An: gruppe@example.org\nBetreff: bitte schreiben",
}
FEET = {
    "comments": "3 comments\nPost a comment\nNewer post\nOlder post",
    "comments in German": "Keine Kommentare:\nKommentar veröffentlichen",
    "comments in French": "Aucun commentaire:\nEnregistrer un commentaire",
    "comments in Spanish": "No hay comentarios:\nPublicar un comentario",
    "downloads": "Downloads\nDownload full UA in PDF\nDownload full UA in Word",
    "donations": "Donate now\nYour donation keeps this work going.\nJetzt spenden\nFaites un don\nHaz una donación",
    "thanks": "Thank you for taking action.\nSubscribe to our newsletter\nFollow us on Facebook",
    "cookies": "We use cookies to give you the best experience.\nAccept all\nPrivacy policy | Terms of use",
    "a section": "Amnesty International Examplia\n17 Sample Road\nLondon SW0Y 0AA\nUnited Kingdom\n"
    "Tel: +44 20 0000 0000\ninfo@amnesty.example\n© Amnesty International Examplia",
    "a signature": "Best wishes,\nRuta Velim\nUrgent Action coordinator\nSent from my iPhone",
    "a list": "You received this message because you are subscribed to the group.\n"
    "To unsubscribe from this group, send a mail to leave@example.org",
    "other articles": "Related articles\nA school for Ilvania\nPrisoner freed at last\nRead more",
}  # fmt: skip


def framed(documents: tuple[Document, ...], head: str = "", foot: str = "") -> tuple[Document, ...]:
    """The readings of a file with lines before and after them."""

    def around(document: Document) -> Document:
        first, *more = document.lines
        own = (first._replace(start="paragraph"), *more)
        return replace(document, lines=tuple(number_lines((*lines_of(head), *own, *lines_of(foot)))))

    return tuple(around(document) for document in documents if document.lines)


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of a text; none for an empty one."""
    return tuple(plain_lines(text)) if text else ()
