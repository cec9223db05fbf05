"""Everything a user can put right.

An error's docstring is its message: what happened, then what to do. The command line prints it as one
sentence on stderr and exits with the error's status; nothing else catches these for display.

    JobSearchError
      FeedError        the board could not be asked, or its answer could not be read
      FileError        a file that the user named
      InstanceError    the folder and the store in it
      LearningError    labels, model and scores
      UsageError       what was asked for cannot be; the command line exits with 2
      SurroundingsError  a terminal or a browser that is not there
"""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import PurePath
from types import MappingProxyType
from typing import ClassVar

from jobsearch.text.characters import one_line
from jobsearch.text.masking import without_login, without_secrets

_CROSSING = (str, int, float, PurePath, type(None))


class JobSearchError(Exception):
    """Something failed: {cause}."""

    exit_status: ClassVar[int] = 1

    def __init__(self, **details: object) -> None:
        """Keep `details`, which fill the braces of the docstring."""
        super().__init__(details)
        self.details = details

    def __str__(self) -> str:
        """Return the sentence for the user, on one line and free of control characters and passwords."""
        return self.told(type(self).__doc__ or type(self).__name__)

    def told(self, template: str) -> str:
        """Return the same as another sentence, its braces filled with the details."""
        details = {name: one_line(self._shown(str(value))) for name, value in self.details.items()}
        return " ".join(template.split()).format_map(details)

    def _shown(self, detail: str) -> str:
        return without_secrets(detail)

    def __reduce__(self) -> tuple[Callable[[], "JobSearchError"], tuple[()], dict[str, object]]:
        """Cross to another process; details that might not, such as a library's error, become text."""
        details = {
            name: value if isinstance(value, _CROSSING) else str(value)
            for name, value in self.details.items()
        }
        return partial(type(self), **details), (), vars(self) | {"details": details}


class FeedError(JobSearchError):
    """The feed could not be read: {cause}."""


class FetchNotStarted(FeedError):
    """The fetch could not start ({cause}), and changed nothing: try again when the machine has room."""


class AddressMalformed(FeedError):
    """{url} is not a web address ({cause}): check {variable}."""


class AddressNotAllowed(FeedError):
    """{url} was not requested, because it is {cause}. Use a public address that begins with https://."""


class RedirectNotAllowed(FeedError):
    """{url} redirects to {place}, which is {cause}: it was not followed.

    Nothing was lost; fetch-new will try again when it is due. If you trust it, name it in {variable}.
    """


class FeedUnreachable(FeedError):
    """{url} could not be reached ({cause}). Nothing was lost: fetch-new will try again when it is due."""


class NotConnected(FeedUnreachable):
    """{url} could not be reached ({cause}). Nothing was lost: the next fetch-new will try again."""


class BoardElsewhere(FeedUnreachable):
    """{url} could not be reached ({cause}). Nothing was lost: fetch-new will try again when it is due."""


class ProxyMalformed(FeedError):
    """{variable} does not name a usable proxy ({cause}): it should look like http://HOST:PORT."""


class ProxyUnreachable(FeedError):
    """The proxy {proxy} could not be reached ({cause}).

    Check {variable}, or name {host} in NO_PROXY to go without it.
    """


class ProxyRefused(FeedError):
    """The proxy {proxy} of {variable} answered {said}. {remedy}."""


class CertificatesUnreadable(FeedError):
    """{variable} names {path}, which {cause}: name a file or folder of certificates, or unset it."""


class CertificateRefused(FeedError):
    """The certificate of {host} is not accepted ({cause}). {remedy}."""


class FeedRefused(FeedError):
    """{url} answered with status {status}. {remedy}."""


class FeedUnreadable(FeedError):
    """{origin} is not a response from this board: {cause}. Nothing was stored: look at what it holds."""


class FeedTooLarge(FeedError):
    """{origin} is larger than {limit} MiB, more than any response should be. Nothing from it was stored."""


class MailboxPasswordMissing(FeedError):
    """{url} needs a password: {variable} (or {variable}_{host}) holds it, or {variable}_FILE names a file.

    That file is readable by you alone (mode 600).
    """


class MailboxPasswordUnusable(FeedError):
    """{variable} names {path}, which cannot be used: {cause}. Make it readable by you alone (chmod 600)."""


class MailboxRefused(FeedError):
    """{url} does not accept the user and password: check JOBSEARCH_IMAP_PASSWORD.

    Many providers want a password that they make for one program.
    """


class MailboxFolderUnknown(FeedError):
    """{url} has no readable folder of that name ({said}): add the mailbox with another one."""


class MailboxNotEncrypted(FeedError):
    """{url} offers no encryption, so the password was not sent: use imaps://, or another server."""


class FetchRuns(FeedError):
    """Another fetch is already running, so this one asked no board: wait until it is done."""


class FileError(JobSearchError):
    """{path} cannot be used: {cause}."""


class FileUnreadable(FileError):
    """{path} cannot be read: {cause}. Name a file that exists and may be read."""


class ResumeError(FileError):
    """{path} cannot be read as a résumé: {cause}."""


class ResumeNoFile(ResumeError):
    """{path} is {kind} and not a file: name a file with text in it, or use - for standard input."""


class ResumeTooLarge(ResumeError):
    """{path} is larger than {limit} MiB, far too large for a résumé: save it without pictures, or as text."""


class ResumeEmpty(ResumeError):
    """There is no text in {path}: use a file whose text can be selected and copied, or type the text."""


class ResumeScanned(ResumeError):
    """{path} may be a scan, as it holds pictures and next to no text.

    Use a file whose text can be selected and copied, or type the text.
    """


class ResumeGarbled(ResumeError):
    """{path} does not say which letters it shows: export it again, or save it as plain text."""


class ResumeLocked(ResumeError):
    """{path} is protected by a password: save a copy without one, or save it as text, and use that."""


class ResumeDamaged(ResumeError):
    """{path} looks like {format} but cannot be opened: it may be damaged. Save or download it again."""


class ResumeMisnamed(ResumeError):
    """{path} is {found}, despite its name.

    The download may have saved a login page instead: download it again, or rename the file to match.
    """


class ResumeUnsupported(ResumeError):
    """{path} is {found}, which cannot be read: save it as PDF, DOCX, ODT, RTF, HTML or text, and use that."""


class ResumeTooCostly(ResumeError):
    """Reading {path} {cause}, which no résumé needs: save it as plain text, and use that."""


class FileTooLarge(FileError):
    """{path} holds more than {limit}, so nothing was read from it: name the file you mean."""


class CorpusEmpty(FileError):
    """{folder} holds no advertisements: files that end with .jsonl, .csv or .parquet (.gz, .zst) are read."""


class CorpusUnreadable(FileError):
    """No advertisement can be read in {folder}: {files} may be damaged, or of another form.

    Each file is JSON with one object a line, CSV with a header, or Parquet; download a damaged one again.
    """


class CorpusUnreachable(FileUnreadable):
    """{path} cannot be read: {cause}. Nothing was learned: run this again when every file can be read."""


class ColumnsUnknown(FileError):
    """No file in {folder} has a column for the title and one for the text of an advertisement.

    The columns are: {names}. Say which they are: --column title=NAME --column text=NAME.
    """


class CorpusChanged(FileError):
    """{path} changed while it was read: nothing was learned. Run this again when the files are complete."""


class FileUnwritable(FileError):
    """{path} cannot be written: {cause}. Name a file in a folder you may write to."""


class BackupExists(FileError):
    """{path} exists already: use --replace to overwrite it, or choose another name."""


class LabelsMalformed(FileError):
    """{path}, line {line}: {cause}. Nothing was imported; correct the line and import the file again."""


class ApplicationsMalformed(FileError):
    """{path}{place}: {cause}. Nothing was imported; correct the file and import it again."""


class MailUnreadable(FileError):
    """{path} is not a mail: {cause}. Save the message as .eml, or a folder of them as mbox."""


class InstanceError(JobSearchError):
    """The instance cannot be used: {cause}."""


class InstanceUnusable(InstanceError):
    """The instance folder {path} cannot be used: {cause}.

    Name another with --instance or JOBSEARCH_INSTANCE.
    """


class ConfigMalformed(InstanceError):
    """{path} cannot be used: {cause} Correct it, or move it away to go on without it."""


class ExaminationRuns(InstanceError):
    """An examination is already running: wait until it is done."""


class ExaminationNotStarted(InstanceError):
    """The examination could not start ({cause}), and changed nothing: try again when the machine has room."""


class StoreUnreadable(InstanceError):
    """{path} is not a jobsearch store ({cause}).

    It was left as it is: move it away, or put a backup in its place.
    """


class StoreDamaged(InstanceError):
    """Something in {path} is damaged and prevents this: run doctor to see what."""


class IndexDamaged(InstanceError):
    """The index of words in {path} is damaged, so nothing can be searched; nothing else is affected.

    Run `doctor --repair`, which makes it again.
    """


class StoreTooNew(InstanceError):
    """{path} was written by a newer jobsearch (schema {found}, this one knows {known}).

    It was left as it is: upgrade jobsearch.
    """


class StoreBusy(InstanceError):
    """{path} has been locked by another program for too long. Nothing was lost: try again later."""


class StoreGone(InstanceError):
    """{path} is gone, or an empty store stands in its place: nothing is written until it is back.

    Mount its volume or put a backup there; to begin with a new one, restart the server.
    """


class StoreCrowded(InstanceError):
    """There were too many writes at once: this one did not get its turn and changed nothing. Try again."""


class FileSystemUnfit(InstanceError):
    """{path} is on a file system ({kind}) that {lack}, which SQLite needs; network shares often cannot.

    Nothing was lost: set JOBSEARCH_INSTANCE to a folder on a disk of this machine, and copy the files to it.
    """


class StoreFailed(InstanceError):
    """{path} could not be used: {cause}.

    Nothing was half-written: check the disk and the folder's permissions, then try again.
    """


class NoPosts(InstanceError):
    """There are no posts in {instance} yet: run fetch-new, or start if you are new here."""


class PostUnknown(InstanceError):
    """There is no post {key} in the store: `recommend --all -o json` lists the keys of the open ones."""


class ApplicationUnknown(InstanceError):
    """There is no application to {key} yet: `applications set KEY applied` records one."""


class NoAnswers(InstanceError):
    """No stored post has an answer yet, so there is nothing to go through again: run label first."""


class LearningError(JobSearchError):
    """The model cannot be used: {cause}."""


class TooFewLabels(LearningError):
    """Training needs {needed} posts labeled yes and {needed} labeled no, so {missing} missing: run label.

    Answers to posts that are not stored do not count.
    """


class NothingToLearn(LearningError):
    """No stored post has any words to learn from: run fetch-new to get others."""


class NotTrained(LearningError):
    """There is no model yet: label some posts (at least two yes and two no), then run train.

    Or say what you seek: wish set "python backend, remote in Europe" lets recommend rank at once.
    """


class ModelUnusable(LearningError):
    """The model file {path} cannot be used ({cause}): run train again."""


class ModelOfOthers(ModelUnusable):
    """The model file {path} is not used, because others could have written to it ({cause}).

    Training again does not help. Make it and {folder} writable by you alone (chown, chmod go-w; for a link,
    its folder too), or name an instance on a disk of your own, then run train.
    """


class ModelUnwritable(LearningError):
    """The model file {path} cannot be written ({cause}).

    Nothing was changed: remove what is in its way, then train again.
    """


class KeyUnusable(LearningError):
    """The key {path}, which shows that a model is yours, cannot be used ({cause}).

    Nothing was changed. Delete it to get a new one, make it and its folder yours alone (modes 600 and 700),
    or let JOBSEARCH_KEY_FILE name another one outside the instance; then train again.
    """


class CareersNotTrained(LearningError):
    """There is no career model yet: run `careers train`; it needs {titles} titles with {posts} posts each."""


class CareersUnusable(ModelUnusable):
    """The career model {path} cannot be used ({cause}): run `careers train` again."""


class CareersOfOthers(CareersUnusable):
    """The career model {path} is not used, because others could have written to it ({cause}).

    Training again does not help. Make it and {folder} writable by you alone (chown, chmod go-w; for a link,
    its folder too), or name an instance on a disk of your own, then run `careers train`.
    """


class TooFewTitles(LearningError):
    """Careers need {needed} titles with {posts} posts each, and the store has {found}: run fetch-new."""

    faults: Mapping[str, int] = MappingProxyType({})  # what of a corpus could not be read, and how often


class TooFewTitlesInCorpus(TooFewTitles):
    """Careers need {needed} titles with {posts} posts each, and the corpus has {found}.

    Name a folder with more advertisements.
    """


class TitleUnknown(LearningError):
    """No title like {title} was learned: {remedy}."""

    nearest: tuple[str, ...] = ()


class TitleNowhere(LearningError):
    """No stored post and no occupation has a title like {title}: write it as a post would have it."""


class CorpusModelKept(LearningError):
    """The career model was learned from {posts} of a corpus, which your stored posts would replace.

    Nothing was changed: ask for it to be replaced, or learn from the corpus again with
    `careers train --corpus`.
    """


class TrainingRuns(LearningError):
    """A training is already running: GET /train shows its progress."""


class TrainingNotStarted(LearningError):
    """The training could not start ({cause}), and changed nothing: try again when the machine has room."""


class ExperienceUnknown(LearningError):
    """No word of that experience occurs in the posts that were learned from: describe it in other words."""


class UsageError(JobSearchError):
    """That cannot be done: {cause}."""

    exit_status = 2


class ApplicationOver(UsageError):
    """That cannot be done: {key} is accepted, and no {stage} follows that.

    If it was recorded by mistake, `applications correct` takes it back.
    """


class DateUnreadable(UsageError):
    """That cannot be done: {cause}."""


class EventUnknown(UsageError):
    """The application to {key} has no event {number}: `applications show {key}` lists them."""


class NothingToCorrect(UsageError):
    """That cannot be done: the event says so already, so name what differs."""


class NoteTooLong(UsageError):
    """That cannot be done: a note has at most {most} characters."""


class SourceUnknown(UsageError):
    """That cannot be done: {name} {cause}."""


class ConfigChanged(UsageError):
    """That cannot be done: config.toml was changed in the meantime. Nothing was written: look at it again."""


class ExperienceEmpty(UsageError):
    """That cannot be done: an experience needs a title, and words for what somebody did."""


class ExperienceTooLong(UsageError):
    """That cannot be done: an experience has at most {most} characters."""


class TitleUnfit(UsageError):
    """That cannot be done: {title} {cause}{remedy}."""


class ExperienceMissing(UsageError):
    """No experience has the number {number}: `careers experiences` lists them."""


class ResumeMissing(UsageError):
    """That cannot be done: no résumé is kept: give one with --resume, or keep it with wish set."""


class TitleEmpty(UsageError):
    """That cannot be done: the title is empty."""


class WishUnknown(UsageError):
    """That cannot be done: no post has any word of what you are looking for: try other words."""


class TokenMissing(UsageError):
    """{host} can be reached from other machines, so it needs a token: use --token-file or JOBSEARCH_TOKEN."""


class TokenUnfit(UsageError):
    """The token {cause}: `openssl rand -hex 32` makes one."""


class TopicUnknown(UsageError):
    """The guide has no page "{topic}"; the nearest is `jobsearch guide {nearest}`."""


class KeyMalformed(UsageError):
    """{key} is not a post's key: keys look like remoteok:1059249."""


class SurroundingsError(JobSearchError):
    """That cannot be done here: {cause}."""


class NoTerminal(SurroundingsError):
    """{command} needs a terminal: without one, use `labels set KEY yes|no` or `labels import FILE`."""


class QuestionsNeedTerminal(SurroundingsError):
    """start needs a terminal for its questions: without one, use --wish, --lives-in, --source and --yes."""


class NotifyNotInstalled(SurroundingsError):
    """notify needs the package Apprise: install it with `pip install 'jobsearch[notify]'`.

    In a clone that is `pip install -e '.[notify]'`.
    """


class ReceiverUnknown(UsageError):
    """There is no receiver {name}: `notify list` names them."""


class ReceiverMalformed(UsageError):
    """The address of a receiver cannot be used: {cause}. `jobsearch guide notify` has examples."""


class ReceiversUnreadable(SurroundingsError):
    """{path} cannot be used: {cause}. It holds the addresses of receivers: correct it, or remove it."""


class SenderFailed(SurroundingsError):
    """Nothing could be sent: {cause}."""


class SendingRuns(SurroundingsError):
    """Another `notify send` is taking too long. Nothing was lost: try again when that is over."""


class TimesUnreadable(UsageError):
    """That cannot be done like this: {cause}."""


class PathUnfit(SurroundingsError):
    """{path} has a character in its name that no timer could hold: move it, or rename it."""


class NoTimers(SurroundingsError):
    """There is no timer to install in: {cause}.

    `schedule install --show --with cron` prints lines for another one.
    """


class TimerFailed(SurroundingsError):
    """The timer could not be changed, or asked: {cause}."""


class TimerNeedsYes(SurroundingsError):
    """schedule install asks in a terminal before it writes: without one, look with --show, then add --yes."""


class PackageMissing(SurroundingsError):
    """The Python package {name} is missing: install jobsearch again (in a clone: `pip install -e .`)."""


class NoTemporaryFile(SurroundingsError):
    """No temporary file could be written ({cause}): free some space there, or name a folder with TMPDIR."""


class NoPage(SurroundingsError):
    """The post has no web address that can be opened: run fetch-new, which may correct it."""


class LibraryMissing(SurroundingsError):
    """Reading {what} needs a package that is not installed: `pip install 'jobsearch[{extra}]'`.

    In a clone that is `pip install -e '.[{extra}]'`.
    """


class WorkersDie(SurroundingsError):
    """The workers end before their work does, again and again: nothing was learned.

    Often there is too little memory for so many: name fewer with --workers.
    """


class ClusterNotInstalled(SurroundingsError):
    """--scheduler needs Dask: install it with `pip install 'jobsearch[cluster]'`, on the workers as well.

    In a clone that is `pip install -e '.[cluster]'`.
    """


class ClusterUnreachable(SurroundingsError):
    """The scheduler {address} cannot be used ({cause}): it looks like tcp://HOST:8786, with workers."""


class ServerNotInstalled(SurroundingsError):
    """serve needs FastAPI, nh3 and uvicorn: install them with `pip install 'jobsearch[api]'`.

    In a clone that is `pip install -e '.[api]'`.
    """


class AgentToolsNotInstalled(SurroundingsError):
    """mcp needs the package of the same name: install it with `pip install 'jobsearch[mcp]'`.

    In a clone that is `pip install -e '.[mcp]'`.
    """


class PageWithoutPost(SurroundingsError):
    """{name} does not describe its job in a known format: give its --title and --company."""

    title = ""  # what may be meant, to be asked about
    company = ""


class PageOfSeveralPosts(SurroundingsError):
    """{name} states {count} jobs: give the --title of the one you mean, or the address of its own page."""


class AddressUnavailable(SurroundingsError):
    """The server cannot listen on {host}, port {port} ({cause}): choose another with --host or --port."""


class NoBrowser(SurroundingsError):
    """No browser could be started: the page is at {url}."""

    def _shown(self, detail: str) -> str:
        return without_login(detail)  # a post may be known by its token, which is no secret
