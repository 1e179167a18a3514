"""The whole way in one flow: crawl, refine, publish."""

from datetime import datetime

from prefect import flow

from flows.crawl import crawl
from flows.flow_report import FlowReport
from flows.publish import publish
from flows.refine import refine
from flows.scope import Scope


@flow(name="daily", flow_run_name="daily {scope.label}", validate_parameters=True)
async def daily(scope: Scope, now: datetime | None = None) -> list[FlowReport]:
    """Crawl, refine and publish one after the other; what fails in one does not keep the next from its work."""
    return [await stage(scope, now) for stage in (crawl, refine, publish)]


FLOWS = {flow.name: flow for flow in (crawl, refine, publish, daily)}
