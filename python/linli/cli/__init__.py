# SPDX-License-Identifier: Apache-2.0
"""The command line. Nothing else imports it, for it needs Typer and Rich."""
