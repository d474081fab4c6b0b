"""The exit codes of the data commands, for scripts."""

OK, FAILED, USAGE, BUSY, NETWORK, NOT_BUILT = 0, 1, 2, 3, 4, 5
INTERRUPTED = 130  # as shells say of a command that Ctrl-C ended
EXIT_CODES = (
    "codes de sortie : 0 réussi ; 1 données refusées ou vérification échouée ; 2 mauvais "
    "arguments ; 3 une autre commande travaille ; 4 téléchargement ou envoi échoué ; 5 rien n'est "
    "construit ; 130 interrompu"
)
