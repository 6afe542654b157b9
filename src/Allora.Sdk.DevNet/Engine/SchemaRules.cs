using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.Transactions;

namespace Allora.Sdk.DevNet.Engine;

/// <summary>What one schema takes and answers: an upgrade swaps the whole set.</summary>
internal sealed record SchemaRules(TxRunner Runner, QueryRouter Queries);
