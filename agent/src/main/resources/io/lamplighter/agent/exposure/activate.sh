# Made by Lamplighter and replaced without asking. To be sourced by a POSIX shell, bash or zsh:
#
#     . @FILE@
#
# The generation that is current now stays this shell's until `deactivate`, and nobody removes it before: an open
# descriptor holds its lock.
if [ -n "${VIRTUAL_ENV-}" ]; then
    case $(LC_ALL=C command -V deactivate 2> /dev/null) in # there are programs of this name too
        *function*) deactivate ;;
    esac
fi
_lamplighter_let_go() {
    if [ -n "${BASH_VERSION-}${ZSH_VERSION-}" ]; then
        eval 'exec {_lamplighter_lock}<&-' # zsh takes a number of one digit only
    else
        exec 9<&-
    fi
}
_lamplighter_generation=
_lamplighter_tries=0
while [ "$_lamplighter_tries" -lt 50 ]; do
    _lamplighter_tries=$((_lamplighter_tries + 1))
    _lamplighter_generation=$(command -p readlink -f -- @HOME@/current) || _lamplighter_generation=
    if [ -r "$_lamplighter_generation/.lock" ]; then
        if [ -n "${BASH_VERSION-}${ZSH_VERSION-}" ]; then
            eval 'exec {_lamplighter_lock}< "$_lamplighter_generation/.lock"'
        else
            _lamplighter_lock=9
            exec 9< "$_lamplighter_generation/.lock"
        fi
        if command -p flock -s "$_lamplighter_lock" && [ -r "$_lamplighter_generation/.lock" ]; then
            break
        fi
        _lamplighter_let_go # it went while this shell waited for it
    fi
    _lamplighter_generation=
    command -p sleep 0.1
done
unset _lamplighter_tries
if [ -z "$_lamplighter_generation" ]; then
    unset _lamplighter_generation
    unset -f _lamplighter_let_go
    echo "The environment @NAME@ is not usable on this machine (nothing at @HOME@/current): ask for it with \`lamp status\`." >&2
    return 1
fi

deactivate() {
    export PATH="$_lamplighter_path"
    [ -z "${_lamplighter_prompt+x}" ] || PS1=$_lamplighter_prompt
    unset _lamplighter_path _lamplighter_prompt VIRTUAL_ENV VIRTUAL_ENV_PROMPT
@RESTORE@
    _lamplighter_let_go
    unset _lamplighter_lock
    unset -f deactivate _lamplighter_let_go
    hash -r 2> /dev/null || true
}

_lamplighter_path=$PATH
export PATH="$_lamplighter_generation/bin:$PATH"
export VIRTUAL_ENV="$_lamplighter_generation"
export VIRTUAL_ENV_PROMPT='@NAME@'
unset _lamplighter_generation
if [ -n "${PS1-}" ] && [ -z "${VIRTUAL_ENV_DISABLE_PROMPT-}" ]; then
    _lamplighter_prompt=$PS1
    PS1="(@NAME@) $PS1"
fi
@SAVE@
unset PYTHONHOME
@VARIABLES@
hash -r 2> /dev/null || true
