using Allora.Sdk;

namespace Allora.Cli.Worker.Reporting;

/// <summary>A runner and its role, for people.</summary>
internal sealed record CrewMember(string Role, ulong Topic, string Wallet, WorkerRunner Runner);
