using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Queries.Emissions;

/// <summary>Who is on which list, and may do what.</summary>
internal static class WhitelistQueries
{
    public static void Register(QueryRouter router)
    {
        router.Handle<IsWhitelistAdminRequest, IsWhitelistAdminResponse>("IsWhitelistAdmin", static (context, request) =>
            new IsWhitelistAdminResponse { IsAdmin = Lists(context, request.Address).Admins.Contains(request.Address) });
        router.Handle<IsWhitelistedGlobalActorRequest, IsWhitelistedGlobalActorResponse>("IsWhitelistedGlobalActor", static (context, request) =>
            new IsWhitelistedGlobalActorResponse { IsWhitelistedGlobalActor = Lists(context, request.Address).Global.Contains(request.Address) });
        router.Handle<IsWhitelistedGlobalWorkerRequest, IsWhitelistedGlobalWorkerResponse>("IsWhitelistedGlobalWorker", static (context, request) =>
            new IsWhitelistedGlobalWorkerResponse { IsWhitelistedGlobalWorker = Lists(context, request.Address).GlobalWorkers.Contains(request.Address) });
        router.Handle<IsWhitelistedGlobalReputerRequest, IsWhitelistedGlobalReputerResponse>("IsWhitelistedGlobalReputer", static (context, request) =>
            new IsWhitelistedGlobalReputerResponse { IsWhitelistedGlobalReputer = Lists(context, request.Address).GlobalReputers.Contains(request.Address) });
        router.Handle<IsWhitelistedGlobalAdminRequest, IsWhitelistedGlobalAdminResponse>("IsWhitelistedGlobalAdmin", static (context, request) =>
            new IsWhitelistedGlobalAdminResponse { IsWhitelistedGlobalAdmin = Lists(context, request.Address).GlobalAdmins.Contains(request.Address) });
        router.Handle<IsWhitelistedTopicCreatorRequest, IsWhitelistedTopicCreatorResponse>("IsWhitelistedTopicCreator", static (context, request) =>
            new IsWhitelistedTopicCreatorResponse { IsWhitelistedTopicCreator = Lists(context, request.Address).TopicCreators.Contains(request.Address) });
        router.Handle<IsWhitelistedTopicWorkerRequest, IsWhitelistedTopicWorkerResponse>("IsWhitelistedTopicWorker", static (context, request) =>
            new IsWhitelistedTopicWorkerResponse { IsWhitelistedTopicWorker = context.RequireTopic(request.TopicId).Members.WorkerWhitelist.Contains(request.Address) });
        router.Handle<IsWhitelistedTopicReputerRequest, IsWhitelistedTopicReputerResponse>("IsWhitelistedTopicReputer", static (context, request) =>
            new IsWhitelistedTopicReputerResponse { IsWhitelistedTopicReputer = context.RequireTopic(request.TopicId).Members.ReputerWhitelist.Contains(request.Address) });
        router.Handle<IsTopicWorkerWhitelistEnabledRequest, IsTopicWorkerWhitelistEnabledResponse>("IsTopicWorkerWhitelistEnabled", static (context, request) =>
            new IsTopicWorkerWhitelistEnabledResponse { IsTopicWorkerWhitelistEnabled = context.RequireTopic(request.TopicId).Members.WorkerWhitelistEnabled });
        router.Handle<IsTopicReputerWhitelistEnabledRequest, IsTopicReputerWhitelistEnabledResponse>("IsTopicReputerWhitelistEnabled", static (context, request) =>
            new IsTopicReputerWhitelistEnabledResponse { IsTopicReputerWhitelistEnabled = context.RequireTopic(request.TopicId).Members.ReputerWhitelistEnabled });
        router.Handle<CanCreateTopicRequest, CanCreateTopicResponse>("CanCreateTopic", static (context, request) =>
            new CanCreateTopicResponse { CanCreateTopic = Permissions.CanCreateTopic(Checked(context, request.Address), request.Address) });
        router.Handle<CanUpdateParamsRequest, CanUpdateParamsResponse>("CanUpdateParams", static (context, request) =>
            new CanUpdateParamsResponse { CanUpdateParams = Lists(context, request.Address).Admins.Contains(request.Address) });
        router.Handle<CanUpdateAllGlobalWhitelistsRequest, CanUpdateAllGlobalWhitelistsResponse>("CanUpdateAllGlobalWhitelists", static (context, request) =>
            new CanUpdateAllGlobalWhitelistsResponse { CanUpdateAllGlobalWhitelists = Permissions.CanUpdateAllGlobalLists(Checked(context, request.Address), request.Address) });
        router.Handle<CanUpdateGlobalWorkerWhitelistRequest, CanUpdateGlobalWorkerWhitelistResponse>("CanUpdateGlobalWorkerWhitelist", static (context, request) =>
            new CanUpdateGlobalWorkerWhitelistResponse { CanUpdateGlobalWorkerWhitelist = Permissions.CanUpdateGlobalActorLists(Checked(context, request.Address), request.Address) });
        router.Handle<CanUpdateGlobalReputerWhitelistRequest, CanUpdateGlobalReputerWhitelistResponse>("CanUpdateGlobalReputerWhitelist", static (context, request) =>
            new CanUpdateGlobalReputerWhitelistResponse { CanUpdateGlobalReputerWhitelist = Permissions.CanUpdateGlobalActorLists(Checked(context, request.Address), request.Address) });
        router.Handle<CanUpdateTopicWhitelistRequest, CanUpdateTopicWhitelistResponse>("CanUpdateTopicWhitelist", static (context, request) =>
            new CanUpdateTopicWhitelistResponse
            {
                CanUpdateTopicWhitelist = Permissions.CanUpdateTopicLists(Checked(context, request.Address), context.RequireTopic(request.TopicId), request.Address),
            });
    }

    private static Whitelists Lists(QueryContext context, string address) => Checked(context, address).Whitelists;

    private static EmissionsState Checked(QueryContext context, string address)
    {
        EmissionsService.RequireActor(address);
        return context.State.Emissions;
    }
}
