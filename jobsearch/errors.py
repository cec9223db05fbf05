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

from typing import ClassVar

from jobsearch.text.characters import one_line
from jobsearch.text.masking import without_login, without_secrets


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


class FeedError(JobSearchError):
    """The feed could not be read: {cause}."""


class AddressMalformed(FeedError):
    """{url} is not a web address ({cause}): check {variable}."""


class AddressNotAllowed(FeedError):
    """{url} is not asked, since it is {cause}. Name a public address that begins with https://."""


class RedirectNotAllowed(FeedError):
    """{url} redirects to {place}, which is {cause}: it was not followed.

    Nothing was lost; fetch-new asks again when it is due. If you trust it, name it in {variable}.
    """


class FeedUnreachable(FeedError):
    """{url} could not be reached ({cause}). Nothing was lost: fetch-new asks again when it is due."""


class NotConnected(FeedUnreachable):
    """{url} could not be reached ({cause}). Nothing was lost: the next fetch-new asks again."""


class BoardElsewhere(FeedUnreachable):
    """{url} could not be reached ({cause}). Nothing was lost: fetch-new asks again when it is due."""


class ProxyMalformed(FeedError):
    """{variable} does not name a proxy that can be used ({cause}): it looks like http://HOST:PORT."""


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
    """{origin} is no response of this board: {cause}. Nothing was stored from it; look at what it holds."""


class FeedTooLarge(FeedError):
    """{origin} holds more than {limit} MiB, which no response does. Nothing was stored from it."""


class MailboxPasswordMissing(FeedError):
    """{url} needs a password: {variable} (or {variable}_{host}) holds it, or {variable}_FILE names a file.

    That file is readable by you alone (mode 600).
    """


class MailboxPasswordUnusable(FeedError):
    """{variable} names {path}, which cannot be used: {cause}. Give the file to yourself alone (mode 600)."""


class MailboxRefused(FeedError):
    """{url} does not accept the user and password: check JOBSEARCH_IMAP_PASSWORD.

    Many providers want a password that they make for one program.
    """


class MailboxFolderUnknown(FeedError):
    """{url} has no folder of that name that may be read ({said}): add the mailbox with another."""


class MailboxNotEncrypted(FeedError):
    """{url} offers no encryption, so the password was not sent: use imaps://, or another server."""


class FileError(JobSearchError):
    """{path} cannot be used: {cause}."""


class FileUnreadable(FileError):
    """{path} cannot be read: {cause}. Name a file that exists and may be read."""


class ResumeError(FileError):
    """{path} cannot be read as a résumé: {cause}."""


class ResumeNoFile(ResumeError):
    """{path} is {kind} and not a file: name a file with text in it, or use - for standard input."""


class ResumeTooLarge(ResumeError):
    """{path} has more than {limit} MiB, far too much for a résumé: save it without pictures, or as text."""


class ResumeEmpty(ResumeError):
    """There is no text in {path}: use a file whose text can be selected and copied, or type the text."""


class ResumeScanned(ResumeError):
    """{path} may be a scan, as it holds pictures and next to no text.

    Use a file whose text can be selected and copied, or type the text.
    """


class ResumeGarbled(ResumeError):
    """{path} does not say which letters it shows: save it again from where it was made, or as plain text."""


class ResumeLocked(ResumeError):
    """{path} opens with a password only: save a copy without one, or save it as text, and use that."""


class ResumeDamaged(ResumeError):
    """{path} begins as {format} and cannot be opened as one: it may be damaged. Save or download it again."""


class ResumeMisnamed(ResumeError):
    """{path} is not what its name says, but {found}.

    A download may have saved a page to log in instead: download it again, or name it for what it is.
    """


class ResumeUnsupported(ResumeError):
    """{path} is {found}, which cannot be read: save it as PDF, DOCX, ODT, RTF, HTML or text, and use that."""


class ResumeTooCostly(ResumeError):
    """Reading {path} {cause}, which no résumé needs: save it as plain text, and use that."""


class FileTooLarge(FileError):
    """{path} holds more than {limit}: nothing was read from it. Name the file that is meant."""


class CorpusEmpty(FileError):
    """{folder} holds no advertisements: files that end with .jsonl, .csv or .parquet (.gz, .zst) are read."""


class ColumnsUnknown(FileError):
    """No file in {folder} has a column for the title and one for the text of an advertisement.

    The columns are: {names}. Say which they are: --column title=NAME --column text=NAME.
    """


class CorpusChanged(FileError):
    """{path} changed while it was read: nothing was learned. Run this again when the files are complete."""


class FileUnwritable(FileError):
    """{path} cannot be written: {cause}. Name a file in a folder you may write to."""


class BackupExists(FileError):
    """{path} exists: --replace puts the new copy in its place, another name keeps both."""


class LabelsMalformed(FileError):
    """{path}, line {line}: {cause}. Nothing was imported; mend the line and import the file again."""


class ApplicationsMalformed(FileError):
    """{path}{place}: {cause}. Nothing was imported; correct the file and import it again."""


class MailUnreadable(FileError):
    """{path} is no mail: {cause}. Save the message as .eml, or a folder of them as mbox."""


class InstanceError(JobSearchError):
    """The instance cannot be used: {cause}."""


class InstanceUnusable(InstanceError):
    """The instance folder {path} cannot be used: {cause}.

    Name another with --instance or JOBSEARCH_INSTANCE.
    """


class ConfigMalformed(InstanceError):
    """{path} cannot be used: {cause} Mend it, or move it away to go on without defaults."""


class StoreUnreadable(InstanceError):
    """{path} is not a jobsearch store ({cause}).

    It was left as it is: move it away, or put a backup in its place.
    """


class StoreDamaged(InstanceError):
    """Something in {path} is damaged, and stands in the way of this: run doctor to see what."""


class IndexDamaged(InstanceError):
    """The index of words in {path} is damaged, so nothing can be searched; nothing else is affected.

    Run `doctor --repair`, which makes it again.
    """


class StoreTooNew(InstanceError):
    """{path} was written by a newer jobsearch (schema {found}, this one knows {known}).

    It was left as it is: upgrade jobsearch.
    """


class StoreBusy(InstanceError):
    """{path} has been locked by another program for too long. Nothing was lost: try again when it is done."""


class StoreGone(InstanceError):
    """{path} is gone, or an empty store stands in its place: nothing is written until it is back.

    Mount its volume or put a backup there; to begin with a new one, restart the server.
    """


class StoreCrowded(InstanceError):
    """Too many writes came at once: this one did not get its turn, and changed nothing. Try again."""


class FileSystemUnfit(InstanceError):
    """{path} is on a file system ({kind}) that {lack}, which SQLite needs; network shares often cannot.

    Nothing was lost: set JOBSEARCH_INSTANCE to a folder on a disk of this machine, and copy the files to it.
    """


class StoreFailed(InstanceError):
    """{path} could not be used: {cause}.

    Nothing was half-written: check the disk and the folder's permissions, then try again.
    """


class NoPosts(InstanceError):
    """No posts are stored in {instance} yet: run fetch-new first, or start."""


class PostUnknown(InstanceError):
    """No post {key} is stored: `recommend --all -o json` lists the keys of the open ones."""


class ApplicationUnknown(InstanceError):
    """Nothing is known of an application to {key}: `applications set KEY applied` records one."""


class NoAnswers(InstanceError):
    """None of the stored posts was answered yet, so there is nothing to go through again: run label first."""


class LearningError(JobSearchError):
    """The model cannot be used: {cause}."""


class TooFewLabels(LearningError):
    """Training needs {needed} posts labeled yes and {needed} labeled no, so {missing} missing: run label.

    Answers to posts that are not stored do not count.
    """


class NothingToLearn(LearningError):
    """None of the stored posts has a word to learn from: run fetch-new for others."""


class NotTrained(LearningError):
    """There is no model yet: label some posts (at least two yes and two no), then run train.

    Or say what you seek: wish set "python backend, remote in Europe" lets recommend rank at once.
    """


class ModelUnusable(LearningError):
    """The model file {path} cannot be used ({cause}): run train again."""


class ModelOfOthers(ModelUnusable):
    """The model file {path} is not used, since others could have written it ({cause}).

    No training helps there. Give it and {folder} to yourself alone (chown, chmod go-w; the folder of a link,
    too), or name an instance on a disk of your own, then run train.
    """


class ModelUnwritable(LearningError):
    """The model file {path} cannot be written ({cause}).

    Nothing was changed: mend what is in its way, then train again.
    """


class KeyUnusable(LearningError):
    """The key {path}, by which a model is known to be yours, cannot be used ({cause}).

    Nothing was changed. Delete it to have another made, give it and its folder to yourself alone (modes 600
    and 700), or let JOBSEARCH_KEY_FILE name another outside of the instance; then train again.
    """


class CareersNotTrained(LearningError):
    """There is no career model yet: run `careers train`; it needs {titles} titles of {posts} posts each."""


class CareersUnusable(ModelUnusable):
    """The career model {path} cannot be used ({cause}): run `careers train` again."""


class CareersOfOthers(CareersUnusable):
    """The career model {path} is not used, since others could have written it ({cause}).

    No training helps there. Give it and {folder} to yourself alone (chown, chmod go-w; the folder of a link,
    too), or name an instance on a disk of your own, then run `careers train`.
    """


class TooFewTitles(LearningError):
    """Careers need {needed} titles with {posts} posts each, and the store has {found}: run fetch-new."""


class TitleUnknown(LearningError):
    """No title like {title} was learned: {remedy}."""

    nearest: tuple[str, ...] = ()


class TitleNowhere(LearningError):
    """No stored post and no occupation has a title like {title}: write it as a post would have it."""


class TrainingRuns(LearningError):
    """A training is running already, and one at a time is enough: GET /train tells how far it is."""


class TrainingNotStarted(LearningError):
    """The training could not start ({cause}), and changed nothing: try again when the machine has room."""


class ExperienceUnknown(LearningError):
    """No word of that experience is in the posts that were learned from: describe it in other words."""


class UsageError(JobSearchError):
    """That cannot be done like this: {cause}."""

    exit_status = 2


class ApplicationOver(UsageError):
    """That cannot be done like this: {key} is accepted, and no {stage} follows that.

    If it was recorded by mistake, `applications correct` takes it back.
    """


class DateUnreadable(UsageError):
    """That cannot be done like this: {cause}."""


class EventUnknown(UsageError):
    """The application to {key} has no event {number}: `applications show {key}` lists them."""


class NothingToCorrect(UsageError):
    """That cannot be done like this: the event says so already, so name what differs."""


class NoteTooLong(UsageError):
    """That cannot be done like this: a note has at most {most} characters."""


class SourceUnknown(UsageError):
    """That cannot be done like this: {name} {cause}."""


class ExperienceEmpty(UsageError):
    """That cannot be done like this: an experience tells what somebody did, and it or its title is empty."""


class ExperienceTooLong(UsageError):
    """That cannot be done like this: an experience of more than {most} characters is no experience."""


class TitleUnfit(UsageError):
    """That cannot be done like this: {title} {cause}{remedy}."""


class ExperienceMissing(UsageError):
    """No experience has the number {number}: `careers experiences` lists them."""


class ResumeMissing(UsageError):
    """That cannot be done like this: no résumé is kept: give one with --resume, or keep it with wish set."""


class TitleEmpty(UsageError):
    """That cannot be done like this: the title is empty."""


class WishUnknown(UsageError):
    """That cannot be done like this: no post holds a word of what you seek: use other words for it."""


class TokenMissing(UsageError):
    """{host} can be reached from other machines, which asks for a token: --token-file or JOBSEARCH_TOKEN."""


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
    """start asks in a terminal: without one, answer by --wish, --lives-in and --source, and add --yes."""


class NotifyNotInstalled(SurroundingsError):
    """notify needs the package Apprise: install it with `pip install 'jobsearch[notify]'`.

    In a clone that is `pip install -e '.[notify]'`.
    """


class ReceiverUnknown(UsageError):
    """There is no receiver {name}: `notify list` names them."""


class ReceiverMalformed(UsageError):
    """The address of a receiver cannot be used: {cause}. `jobsearch guide notify` has examples."""


class ReceiversUnreadable(SurroundingsError):
    """{path} cannot be used: {cause}. It holds the addresses of receivers: put it right, or remove it."""


class SenderFailed(SurroundingsError):
    """Nothing could be sent: {cause}."""


class SendingRuns(SurroundingsError):
    """Another `notify send` has been running for too long. Nothing was lost: try again when it is done."""


class PackageMissing(SurroundingsError):
    """The Python package {name} is missing: install jobsearch again (in a clone: `pip install -e .`)."""


class NoTemporaryFile(SurroundingsError):
    """No temporary file could be written ({cause}): free some space there, or name a folder with TMPDIR."""


class NoPage(SurroundingsError):
    """The post is stored without a web address that could be opened: run fetch-new, which may mend it."""


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
    """{name} does not say in a known form what job it is: give its --title and --company."""

    title = ""  # what may be meant, to be asked about
    company = ""


class PageOfSeveralPosts(SurroundingsError):
    """{name} states {count} jobs: give the --title of the one you mean, or the address of its own page."""


class AddressUnavailable(SurroundingsError):
    """{host}, port {port} cannot be listened at ({cause}): name another with --host or --port."""


class NoBrowser(SurroundingsError):
    """No browser could be started: the page is at {url}."""

    def _shown(self, detail: str) -> str:
        return without_login(detail)  # a post may be known by its token, which is no secret
