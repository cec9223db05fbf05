"""Errors that a user can fix.

An error's docstring is the template of its message: what happened, then what to do. The command line prints
the message as one line on stderr and exits with the error's status; no other code catches these errors to
display them.

    JobSearchError
      FeedError        a board cannot be reached, or its response cannot be read
      FileError        a file that the user named
      InstanceError    the instance folder and its store
      LearningError    labels, model, and scores
      UsageError       an impossible request; the command line exits with 2
      SurroundingsError  a missing terminal, browser, or package
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
        """Store `details`, the values for the placeholders in the docstring."""
        super().__init__(details)
        self.details = details

    def __str__(self) -> str:
        """Return the message on one line, without control characters or passwords."""
        return self.told(type(self).__doc__ or type(self).__name__)

    def told(self, template: str) -> str:
        """Return `template` with its placeholders filled in, cleaned in the same way as the message."""
        details = {name: one_line(self._shown(str(value))) for name, value in self.details.items()}
        return " ".join(template.split()).format_map(details)

    def _shown(self, detail: str) -> str:
        return without_secrets(detail)

    def __reduce__(self) -> tuple[Callable[[], "JobSearchError"], tuple[()], dict[str, object]]:
        """Support pickling; details that may not be picklable, such as a library's error, become text."""
        details = {
            name: value if isinstance(value, _CROSSING) else str(value)
            for name, value in self.details.items()
        }
        return partial(type(self), **details), (), vars(self) | {"details": details}


class FeedError(JobSearchError):
    """The feed could not be read: {cause}."""


class FetchNotStarted(FeedError):
    """The fetch could not start ({cause}) and changed nothing. Try again when the machine is less busy."""


class AddressMalformed(FeedError):
    """{url} is not a valid web address ({cause}). Check {variable}."""


class AddressNotAllowed(FeedError):
    """{url} was not requested because it is {cause}. Use a public address that begins with https://."""


class RedirectNotAllowed(FeedError):
    """{url} redirects to {place}, which is {cause}, so the redirect was not followed.

    Nothing was lost; a fetch will retry when the source is due. If you trust the host, add it to {variable}.
    """


class FeedUnreachable(FeedError):
    """{url} could not be reached ({cause}). Nothing was lost; a fetch will retry when the source is due."""


class NotConnected(FeedUnreachable):
    """{url} could not be reached ({cause}). Nothing was lost; the next fetch will retry."""


class BoardElsewhere(FeedUnreachable):
    """{url} could not be reached ({cause}). Nothing was lost; a fetch will retry when the source is due."""


class PageUnreachable(FeedUnreachable):
    """{url} could not be reached ({cause}). Nothing was changed. Try again later."""


class ProxyMalformed(FeedError):
    """{variable} is not a valid proxy address ({cause}). Use the form http://HOST:PORT."""


class ProxyUnreachable(FeedError):
    """The proxy {proxy} could not be reached ({cause}).

    Check {variable}, or add {host} to NO_PROXY to bypass the proxy.
    """


class ProxyRefused(FeedError):
    """The proxy {proxy}, set in {variable}, responded with {said}. {remedy}."""


class CertificatesUnreadable(FeedError):
    """{variable} is set to {path}, which {cause}. Set it to a certificate file or folder, or unset it."""


class CertificateRefused(FeedError):
    """The certificate for {host} was rejected ({cause}). {remedy}."""


class FeedRefused(FeedError):
    """{url} responded with status {status}. {remedy}."""


class FeedUnreadable(FeedError):
    """{origin} is not a valid response from this board: {cause}. Nothing was stored. Check the response."""


class FeedTooLarge(FeedError):
    """{origin} exceeds the size limit for responses ({limit} MiB). Nothing from it was stored."""


class MailboxPasswordMissing(FeedError):
    """{url} needs a password. Set {variable} or {variable}_{host}, or set {variable}_FILE to a password file.

    Make the file accessible only to you (mode 600).
    """


class MailboxPasswordUnusable(FeedError):
    """{variable} is set to {path}, which cannot be used: {cause}.

    Make the file accessible only to you (`chmod 600`).
    """


class MailboxRefused(FeedError):
    """{url} rejected the user name and password. Check JOBSEARCH_IMAP_PASSWORD.

    Many providers require an app password.
    """


class MailboxFolderUnknown(FeedError):
    """{url} has no readable folder with that name ({said}). Add the mailbox with another folder name."""


class MailboxNotEncrypted(FeedError):
    """{url} does not offer encryption, so the password was not sent. Use imaps:// or another server."""


class FetchRuns(FeedError):
    """Another fetch is already running, so this one requested nothing. Wait until it finishes."""


class FileError(JobSearchError):
    """{path} cannot be used: {cause}."""


class FileUnreadable(FileError):
    """{path} cannot be read: {cause}. Choose an existing file that you have permission to read."""


class ResumeError(FileError):
    """{path} cannot be read as a résumé: {cause}."""


class ResumeNoFile(ResumeError):
    """{path} is {kind}, not a file. Specify a file that contains text, or use - for standard input."""


class ResumeTooLarge(ResumeError):
    """{path} exceeds the {limit} MiB limit for résumés. Remove its images, or save it as plain text."""


class ResumeEmpty(ResumeError):
    """{path} contains no text. Use a file whose text can be selected and copied, or type the text."""


class ResumeScanned(ResumeError):
    """{path} may be a scan, because it contains images and almost no text.

    Use a file whose text can be selected and copied, or type the text.
    """


class ResumeGarbled(ResumeError):
    """The text of {path} cannot be decoded. Export the file again, or save it as plain text."""


class ResumeLocked(ResumeError):
    """{path} is password-protected. Use a copy without a password, or save it as plain text."""


class ResumeDamaged(ResumeError):
    """{path} looks like {format} but cannot be opened, so it may be damaged. Save or download it again."""


class ResumeMisnamed(ResumeError):
    """{path} is actually {found}, despite its name.

    The download may have saved a login page instead. Download the file again, or correct its extension.
    """


class ResumeUnsupported(ResumeError):
    """{path} is {found}, which is not supported. Save it as PDF, DOCX, ODT, RTF, HTML, or plain text."""


class ResumeTooCostly(ResumeError):
    """Reading {path} {cause}, far more than a résumé needs. Save it as plain text and try again."""


class FileTooLarge(FileError):
    """{path} contains more than {limit}, so nothing was read. Check that you specified the right file."""


class CorpusEmpty(FileError):
    """{folder} contains no job ads.

    Supported formats: .jsonl, .csv, and .parquet, optionally compressed (.gz or .zst).
    """


class CorpusUnreadable(FileError):
    """No job ad in {folder} could be read; {files} may be damaged or in an unsupported format.

    Each file must be a JSON Lines file, a CSV file with a header row, or a Parquet file. Download any damaged
    files again.
    """


class CorpusUnreachable(FileUnreadable):
    """{path} cannot be read: {cause}. Nothing was learned. Try again when all the files can be read."""


class ColumnsUnknown(FileError):
    """No file in {folder} has recognizable columns for the title and text of a job ad.

    The columns are: {names}. Specify both with --column title=NAME --column text=NAME.
    """


class CorpusChanged(FileError):
    """{path} changed while it was being read, so nothing was learned.

    Try again when the files are complete.
    """


class FileUnwritable(FileError):
    """{path} cannot be written: {cause}. Choose a file in a folder where you have write permission."""


class BackupExists(FileError):
    """{path} already exists. Use --replace to overwrite it, or choose another name."""


class LabelsMalformed(FileError):
    """{path}, line {line}: {cause}. Nothing was imported; correct the line and import the file again."""


class ApplicationsMalformed(FileError):
    """{path}{place}: {cause}. Nothing was imported; correct the file and import it again."""


class MailUnreadable(FileError):
    """{path} is not an email message: {cause}. Save the message as .eml, or a folder of messages as mbox."""


class InstanceError(JobSearchError):
    """The instance cannot be used: {cause}."""


class InstanceUnusable(InstanceError):
    """The instance folder {path} cannot be used: {cause}.

    Choose another folder with --instance or JOBSEARCH_INSTANCE.
    """


class ConfigMalformed(InstanceError):
    """{path} cannot be used: {cause} Correct the file, or move it elsewhere to continue without it."""


class ExaminationRuns(InstanceError):
    """A health check is already running. Wait until it finishes."""


class ExaminationNotStarted(InstanceError):
    """The health check could not start ({cause}) and changed nothing.

    Try again when the machine is less busy.
    """


class StoreUnreadable(InstanceError):
    """{path} is not a jobsearch store ({cause}).

    The file was not changed. Move it elsewhere, or replace it with a backup.
    """


class StoreDamaged(InstanceError):
    """Part of {path} is damaged, so the operation failed. Run `doctor` for details."""


class IndexDamaged(InstanceError):
    """The search index in {path} is damaged, so searches cannot run; nothing else is affected.

    Run `doctor --repair` to rebuild it.
    """


class StoreTooNew(InstanceError):
    """{path} was written by a newer version of jobsearch (schema {found}; this version supports {known}).

    The file was not changed. Upgrade jobsearch.
    """


class StoreBusy(InstanceError):
    """{path} has been locked by another program for too long. Nothing was lost; try again later."""


class StoreGone(InstanceError):
    """{path} is missing or has been replaced by an empty store, so writing has stopped.

    Mount its volume, or restore a backup to that path. To start with a new store, restart the server.
    """


class StoreCrowded(InstanceError):
    """Too many writes were waiting, so this one timed out and changed nothing. Try again."""


class FileSystemUnfit(InstanceError):
    """SQLite cannot use {path}: its file system ({kind}) {lack}, which is common on network shares.

    Nothing was lost. Copy the files to a folder on a local disk, and set JOBSEARCH_INSTANCE to that folder.
    """


class StoreFailed(InstanceError):
    """{path} could not be used: {cause}.

    No partial changes were written. Check the disk and the folder's permissions, then try again.
    """


class NoPosts(InstanceError):
    """{instance} contains no posts yet. Run `fetch-new`, or `start` for first-time setup."""


class PostUnknown(InstanceError):
    """The store has no post {key}. Run `recommend --all -o json` to list the keys of the open posts."""


class ApplicationUnknown(InstanceError):
    """There is no application for {key} yet. Run `applications set {key} applied` to record one."""


class NoAnswers(InstanceError):
    """No stored post has an answer yet, so there are no answers to review. Run `label` first."""


class LearningError(JobSearchError):
    """The model cannot be used: {cause}."""


class TooFewLabels(LearningError):
    """Training needs {needed} posts labeled yes and {needed} labeled no; you still need {missing}.

    Label more posts. Labels for posts that are not stored do not count.
    """


class NothingToLearn(LearningError):
    """No stored post contains any words to learn from. Run `fetch-new` to get other posts."""


class NotTrained(LearningError):
    """There is no model yet. Label some posts (at least two yes and two no), then run `train`.

    To rank posts right away, describe the job you want: `wish set "python backend, remote in Europe"`.
    """


class ModelUnusable(LearningError):
    """The model file {path} cannot be used ({cause}). Run `train` again."""


class ModelOfOthers(ModelUnusable):
    """The model file {path} was not loaded, because other users could have changed it ({cause}).

    Training again will not help. Make sure that only you can write to it and to {folder} (`chown`, `chmod
    go-w`; for a link, its folder too), or use an instance on your own disk. Then run `train`.
    """


class ModelUnwritable(LearningError):
    """The model file {path} cannot be written ({cause}). Nothing was changed.

    Fix the cause, then train again.
    """


class KeyUnusable(LearningError):
    """The key {path}, which proves that a model is yours, cannot be used ({cause}). Nothing was changed.

    Delete the key so that a new one is created, make the key and its folder accessible only to you (modes
    600 and 700), or set JOBSEARCH_KEY_FILE to a key outside the instance. Then train again.
    """


class CareersNotTrained(LearningError):
    """There is no career model yet. Run `careers train`; it needs {titles} titles with {posts} posts each."""


class CareersLackPosts(CareersNotTrained):
    """There is no career model yet. It needs {titles} titles with {posts} posts each.

    About {missing} more posts are needed. Run `fetch-new`, then `careers train`.
    """


class CareersUnusable(ModelUnusable):
    """The career model {path} cannot be used ({cause}). Run `careers train` again."""


class CareersOfOthers(CareersUnusable):
    """The career model {path} was not loaded, because other users could have changed it ({cause}).

    Training again will not help. Make sure that only you can write to it and to {folder} (`chown`, `chmod
    go-w`; for a link, its folder too), or use an instance on your own disk. Then run `careers train`.
    """


class TooFewTitles(LearningError):
    """A career model needs {needed} titles with {posts} posts each, but the store has only {found}.

    Run `fetch-new`.
    """

    faults: Mapping[str, int] = MappingProxyType({})  # what of a corpus could not be read, and how often


class TooFewTitlesInCorpus(TooFewTitles):
    """A career model needs {needed} titles with {posts} posts each, but the corpus has only {found}.

    Choose a folder with more job ads.
    """


class TitleUnknown(LearningError):
    """The career model does not know the title {title}; {remedy}."""

    nearest: tuple[str, ...] = ()


class TitleNowhere(LearningError):
    """No stored post or occupation has a title similar to {title}. Write it as it would appear in a post."""


class CorpusModelKept(LearningError):
    """The career model was trained on {posts} from a corpus; your stored posts would replace it.

    Nothing was changed. Confirm the replacement, or train on the corpus again with `careers train --corpus`.
    """


class TrainingRuns(LearningError):
    """Training is already running. GET /train shows its progress."""


class TrainingNotStarted(LearningError):
    """Training could not start ({cause}) and changed nothing. Try again when the machine is less busy."""


class ExperienceUnknown(LearningError):
    """No post used for training contains any of the words in that description.

    Describe your experience in other words.
    """


class ExperienceNowhere(ExperienceUnknown):
    """No occupation in ESCO has any of the words in that description.

    Describe your experience in other words.
    """


class UsageError(JobSearchError):
    """{cause}."""

    exit_status = 2


class ApplicationOver(UsageError):
    """The application for {key} is already accepted, so {stage} cannot follow.

    If it was recorded as accepted by mistake, withdraw that event with `applications correct`.
    """


class DateUnreadable(UsageError):
    """{cause}."""


class EventUnknown(UsageError):
    """The application for {key} has no event {number}. Run `applications show {key}` to list its events."""


class NothingToRecord(UsageError):
    """There is neither a stage nor a note to record. Choose a stage, or write a note."""


class NothingToCorrect(UsageError):
    """The event already has these values. Specify a value to change."""


class NoteTooLong(UsageError):
    """A note can have at most {most} characters."""


class SourceUnknown(UsageError):
    """{name} {cause}."""


class ConfigChanged(UsageError):
    """config.toml has been changed in the meantime, so nothing was written.

    Review the new version and try again.
    """


class ExperienceEmpty(UsageError):
    """A work experience entry needs a title and a description."""


class ExperienceTooLong(UsageError):
    """A work experience entry can have at most {most} characters."""


class TitleUnfit(UsageError):
    """{title} {cause}{remedy}."""


class ExperienceMissing(UsageError):
    """There is no work experience entry {number}. Run `careers experiences` to list the entries."""


class ResumeMissing(UsageError):
    """No résumé is saved. Provide one with --resume, or save one with `wish set`."""


class TitleEmpty(UsageError):
    """The title is empty."""


class WishUnknown(UsageError):
    """No post contains any of the words in your description. Try other words."""


class TokenMissing(UsageError):
    """{host} can be reached from other machines, so it needs a token. Use --token-file or JOBSEARCH_TOKEN."""


class TokenUnfit(UsageError):
    """The token {cause}. Run `openssl rand -hex 32` to create one."""


class TopicUnknown(UsageError):
    """The guide has no page "{topic}". The closest match is `jobsearch guide {nearest}`."""


class KeyMalformed(UsageError):
    """{key} is not a valid post key. Keys look like remoteok:1059249."""


class SurroundingsError(JobSearchError):
    """The command cannot run in this environment: {cause}."""


class NoTerminal(SurroundingsError):
    """`{command}` needs a terminal. Without one, use `labels set KEY yes|no` or `labels import FILE`."""


class QuestionsNeedTerminal(SurroundingsError):
    """`start` needs a terminal for its questions.

    Without one, use --wish, --lives-in, --source, and --yes.
    """


class NotifyNotInstalled(SurroundingsError):
    """`notify` needs the Apprise package. Install it with `pip install 'jobsearch[notify]'`.

    In a clone of the repository, run `pip install -e '.[notify]'`.
    """


class ReceiverUnknown(UsageError):
    """There is no receiver named {name}. Run `notify list` to list the names."""


class ReceiverMalformed(UsageError):
    """The receiver's address cannot be used: {cause}. Run `jobsearch guide notify` for examples."""


class ReceiversUnreadable(SurroundingsError):
    """{path} cannot be used: {cause}. The file contains the receivers' addresses. Correct it or delete it."""


class SenderFailed(SurroundingsError):
    """Nothing could be sent: {cause}."""


class SendingRuns(SurroundingsError):
    """Another `notify send` is still running. Nothing was lost. Try again when it has finished."""


class TimesUnreadable(UsageError):
    """The schedule is not valid: {cause}."""


class PathUnfit(SurroundingsError):
    """The name of {path} contains a character that timers do not support. Move or rename it."""


class NoTimers(SurroundingsError):
    """No timer can be installed: {cause}.

    Run `schedule install --show --with cron` to print lines for another timer.
    """


class TimerFailed(SurroundingsError):
    """The timer could not be read or changed: {cause}."""


class TimerUnreachable(SurroundingsError):
    """The timer ({kind}) cannot be reached from here: {cause}. Nothing was changed, and the timer still runs.

    Run the command again in the session in which the timer was installed, for example after logging in
    directly instead of with su or sudo. If the timer belongs to another computer, remove it there, then
    delete {path} here.
    """


class TimerLost(SurroundingsError):
    """The timer could not be changed ({cause}), and the earlier one could not be restored.

    Run `schedule install` again.
    """


class TimerNeedsYes(SurroundingsError):
    """`schedule install` needs a terminal to ask for confirmation.

    Without one, review the changes with --show, then run it with --yes.
    """


class PackageMissing(SurroundingsError):
    """The Python package {name} is missing. Reinstall jobsearch (in a clone: `pip install -e .`)."""


class NoTemporaryFile(SurroundingsError):
    """No temporary file could be written ({cause}).

    Free some space in the temporary folder, or set TMPDIR to another folder.
    """


class NoPage(SurroundingsError):
    """The post has no web address that can be opened. Run `fetch-new`, which may correct the address."""


class LibraryMissing(SurroundingsError):
    """Reading {what} needs a package that is not installed. Run `pip install 'jobsearch[{extra}]'`.

    In a clone of the repository, run `pip install -e '.[{extra}]'`.
    """


class WorkersDie(SurroundingsError):
    """The worker processes keep crashing, so nothing was learned.

    The most common cause is a lack of memory. Use fewer workers with --workers.
    """


class ClusterNotInstalled(SurroundingsError):
    """--scheduler needs Dask. Install it with `pip install 'jobsearch[cluster]'`, also on the workers.

    In a clone of the repository, run `pip install -e '.[cluster]'`.
    """


class ClusterUnreachable(SurroundingsError):
    """The scheduler at {address} cannot be used ({cause}).

    The address must look like tcp://HOST:8786, and at least one worker must be connected.
    """


class ServerNotInstalled(SurroundingsError):
    """`serve` needs FastAPI, nh3, and uvicorn. Install them with `pip install 'jobsearch[api]'`.

    In a clone of the repository, run `pip install -e '.[api]'`.
    """


class AgentToolsNotInstalled(SurroundingsError):
    """`mcp` needs the mcp package. Install it with `pip install 'jobsearch[mcp]'`.

    In a clone of the repository, run `pip install -e '.[mcp]'`.
    """


class PageWithoutPost(SurroundingsError):
    """{name} does not describe its job in a known format. Add --title and --company."""

    title = ""  # suggestions to confirm
    company = ""


class PageOfSeveralPosts(SurroundingsError):
    """{name} describes {count} jobs. Choose one with --title, or use the address of the job's own page."""


class AddressUnavailable(SurroundingsError):
    """The server cannot listen on {host}, port {port} ({cause}). Choose another --host or --port."""


class NoBrowser(SurroundingsError):
    """No browser could be started. Open {url} yourself."""

    def _shown(self, detail: str) -> str:
        return without_login(detail)  # a token in the address may identify the post and is not a secret
