"""Routes for the status of the instance."""

from fastapi import APIRouter

from jobsearch.server.parameters import ONLY_KNOWN_PARAMETERS, Cached, Instance
from jobsearch.server.problems import responses
from jobsearch.services.instance.health import Health, health
from jobsearch.services.instance.status import Status
from jobsearch.services.instance.status import status as service

router = APIRouter(tags=["status"], dependencies=ONLY_KNOWN_PARAMETERS)


@router.get("/status", responses=responses())
def status(settings: Instance, cache: Cached) -> Status:
    """Return the current status and the next step."""
    return service(settings, cache)


@router.get("/health", name="health", responses=responses())
def healthy(settings: Instance, cache: Cached) -> Health:
    """Return whether requests can be answered; no token is required."""
    return health(settings, cache)
