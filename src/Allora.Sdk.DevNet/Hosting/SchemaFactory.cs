using Allora.Sdk.DevNet.Emissions.Messages;
using Allora.Sdk.DevNet.Engine;
using Allora.Sdk.DevNet.Modules;
using Allora.Sdk.DevNet.Modules.Distribution;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Queries;
using Allora.Sdk.DevNet.Queries.Emissions;
using Allora.Sdk.DevNet.Transactions;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.DevNet.Hosting;

/// <summary>Puts together what a chain of each schema takes and answers.</summary>
internal static class SchemaFactory
{
    public static Func<DevNetSchema, SchemaRules> Create(DevNetGenesis genesis, string proposer, ILogger logger)
    {
        var v10 = new SchemaRules(new TxRunner(MessagesV10(), proposer, logger), QueriesV10(genesis));
        var v9 = new SchemaRules(new TxRunner(MessagesV9(), proposer, logger), QueriesV9(genesis));
        return schema => schema == DevNetSchema.V9 ? v9 : v10;
    }

    private static MessageRouter MessagesV10()
    {
        var router = new MessageRouter();
        Common(router);
        EmissionsMessages.Register(router);
        OlderMessages.AddUnhandled(router);
        return router;
    }

    private static MessageRouter MessagesV9()
    {
        var newer = new MessageRouter();
        EmissionsMessages.Register(newer);
        var router = new MessageRouter();
        Common(router);
        OlderMessages.Adapt(newer, router);
        return router;
    }

    private static void Common(MessageRouter router)
    {
        BankMessages.Register(router);
        FeeGrants.Register(router);
        StakingMessages.Register(router);
        DistributionMessages.Register(router);
        GovernedMessages.Register(router);
        AuthzMessages.Register(router);
    }

    private static QueryRouter QueriesV10(DevNetGenesis genesis)
    {
        var router = new QueryRouter();
        Common(router, genesis);
        Emissions(router);
        return router;
    }

    private static QueryRouter QueriesV9(DevNetGenesis genesis)
    {
        var newer = new QueryRouter();
        Emissions(newer);
        var router = new QueryRouter();
        Common(router, genesis);
        OlderQueries.Adapt(newer, router);
        return router;
    }

    private static void Common(QueryRouter router, DevNetGenesis genesis)
    {
        AuthQueries.Register(router);
        BankQueries.Register(router);
        FeegrantQueries.Register(router);
        NodeQueries.Register(router);
        TendermintQueries.Register(router);
        TxQueries.Register(router);
        UpgradeQueries.Register(router);
        StakingQueries.Register(router);
        AuthzQueries.Register(router);
        DistributionQueries.Register(router);
        MintQueries.Register(router);
        if (genesis.Feemarket)
            FeemarketQueries.Register(router);
    }

    private static void Emissions(QueryRouter router)
    {
        TopicQueries.Register(router);
        WindowQueries.Register(router);
        InferenceQueries.Register(router);
        WhitelistQueries.Register(router);
        StakeQueries.Register(router);
        ScoreQueries.Register(router);
        RegretQueries.Register(router);
        RewardQueries.Register(router);
    }
}
