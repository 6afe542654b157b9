using Allora.Sdk.DevNet.Chain.Transactions;

namespace Allora.Sdk.DevNet.Chain.Blocks;

/// <summary>What one schema takes and answers: an upgrade swaps the whole set.</summary>
internal sealed record SchemaRules(TxRunner Runner, QueryRouter Queries);
