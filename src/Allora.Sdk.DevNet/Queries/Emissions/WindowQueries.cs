using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Protos.Emissions.V3;

namespace Allora.Sdk.DevNet.Queries.Emissions;

/// <summary>Windows and nonces, of workers and reputers.</summary>
internal static class WindowQueries
{
    public static void Register(QueryRouter router)
    {
        router.Handle<GetUnfulfilledWorkerNoncesRequest, GetUnfulfilledWorkerNoncesResponse>("GetUnfulfilledWorkerNonces", static (context, request) =>
            new GetUnfulfilledWorkerNoncesResponse { Nonces = Nonces(context.Find(request.TopicId)?.WorkerNonces ?? []) });
        router.Handle<GetOpenWorkerSubmissionWindowsRequest, GetOpenWorkerSubmissionWindowsResponse>("GetOpenWorkerSubmissionWindows", static (context, request) =>
            new GetOpenWorkerSubmissionWindowsResponse { Nonces = Nonces(Open(context, context.RequireTopic(request.TopicId).WorkerNonces)) });
        router.Handle<IsWorkerNonceUnfulfilledRequest, IsWorkerNonceUnfulfilledResponse>("IsWorkerNonceUnfulfilled", static (context, request) =>
            new IsWorkerNonceUnfulfilledResponse
            {
                IsWorkerNonceUnfulfilled = context.Find(request.TopicId)?.WorkerNonces.Any(open => open.Nonce == request.BlockHeight) ?? false,
            });
        router.Handle<GetUnfulfilledReputerNoncesRequest, GetUnfulfilledReputerNoncesResponse>("GetUnfulfilledReputerNonces", static (context, request) =>
            new GetUnfulfilledReputerNoncesResponse { Nonces = Requests(context.Find(request.TopicId)?.ReputerNonces ?? []) });
        router.Handle<GetOpenReputerSubmissionWindowsRequest, GetOpenReputerSubmissionWindowsResponse>("GetOpenReputerSubmissionWindows", static (context, request) =>
            new GetOpenReputerSubmissionWindowsResponse { Nonces = Requests(Open(context, context.RequireTopic(request.TopicId).ReputerNonces)) });
        router.Handle<IsReputerNonceUnfulfilledRequest, IsReputerNonceUnfulfilledResponse>("IsReputerNonceUnfulfilled", static (context, request) =>
            new IsReputerNonceUnfulfilledResponse
            {
                IsReputerNonceUnfulfilled = context.Find(request.TopicId)?.ReputerNonces.Any(open => open.Nonce == request.BlockHeight) ?? false,
            });
        router.Handle<GetWorkerSubmissionWindowStatusRequest, GetWorkerSubmissionWindowStatusResponse>("GetWorkerSubmissionWindowStatus", Worker);
        router.Handle<GetReputerSubmissionWindowStatusRequest, GetReputerSubmissionWindowStatusResponse>("GetReputerSubmissionWindowStatus", Reputer);
        router.Handle<CanSubmitWorkerPayloadRequest, CanSubmitWorkerPayloadResponse>("CanSubmitWorkerPayload", static (context, request) =>
        {
            EmissionsService.RequireActor(request.Address);
            context.RequireTopic(request.TopicId);
            return new CanSubmitWorkerPayloadResponse
            {
                CanSubmitWorkerPayload = Permissions.CanSubmitWorkerPayload(context.State, request.TopicId, request.Address),
            };
        });
        router.Handle<CanSubmitReputerPayloadRequest, CanSubmitReputerPayloadResponse>("CanSubmitReputerPayload", static (context, request) =>
        {
            EmissionsService.RequireActor(request.Address);
            context.RequireTopic(request.TopicId);
            return new CanSubmitReputerPayloadResponse
            {
                CanSubmitReputerPayload = Permissions.CanSubmitReputerPayload(context.State, request.TopicId, request.Address),
            };
        });
    }

    private static GetWorkerSubmissionWindowStatusResponse Worker(QueryContext context, GetWorkerSubmissionWindowStatusRequest request)
    {
        if (request.Address.Length != 0)
            EmissionsService.RequireActor(request.Address);
        var topic = context.RequireTopic(request.TopicId);
        var open = Open(context, topic.WorkerNonces).FirstOrDefault();
        var response = new GetWorkerSubmissionWindowStatusResponse
        {
            IsOpen = open is not null,
            CurrentNonceBlockHeight = open?.Nonce ?? 0,
            WindowStartBlock = open?.Start ?? 0,
            WindowEndBlock = open?.End ?? 0,
            IsRegistered = topic.Members.Workers.Contains(request.Address),
            IsWhitelisted = request.Address.Length != 0 && Permissions.CanSubmitWorkerPayload(context.State, topic.Id, request.Address),
            IsTopicActive = topic.IsActive,
        };
        if (topic.IsActive)
        {
            response.NextWindowStartBlock = topic.NextEpochEnd;
            response.NextWindowEndBlock = topic.NextEpochEnd + topic.Definition.WorkerSubmissionWindow;
        }

        return response;
    }

    private static GetReputerSubmissionWindowStatusResponse Reputer(QueryContext context, GetReputerSubmissionWindowStatusRequest request)
    {
        if (request.Address.Length != 0)
            EmissionsService.RequireActor(request.Address);
        var topic = context.RequireTopic(request.TopicId);
        var open = Open(context, topic.ReputerNonces).FirstOrDefault();
        var next = topic.ReputerNonces.LastOrDefault(waiting => waiting.Start > context.Height);
        return new GetReputerSubmissionWindowStatusResponse
        {
            IsOpen = open is not null,
            CurrentNonceBlockHeight = open?.Nonce ?? 0,
            WindowStartBlock = open?.Start ?? 0,
            WindowEndBlock = open?.End ?? 0,
            NextWindowStartBlock = next?.Start ?? 0,
            NextWindowEndBlock = next?.End ?? 0,
            IsRegistered = topic.Members.Reputers.Contains(request.Address),
            IsWhitelisted = request.Address.Length != 0 && Permissions.CanSubmitReputerPayload(context.State, topic.Id, request.Address),
            IsTopicActive = topic.IsActive,
        };
    }

    private static IEnumerable<NonceWindow> Open(QueryContext context, IEnumerable<NonceWindow> windows) =>
        windows.Where(window => window.Start <= context.Height && context.Height <= window.End);

    private static Nonces Nonces(IEnumerable<NonceWindow> windows)
    {
        var nonces = new Nonces();
        nonces.Nonces_.AddRange(windows.Select(static window => new Nonce { BlockHeight = window.Nonce }));
        return nonces;
    }

    private static ReputerRequestNonces Requests(IEnumerable<NonceWindow> windows)
    {
        var nonces = new ReputerRequestNonces();
        nonces.Nonces.AddRange(windows.Select(static window => new ReputerRequestNonce { ReputerNonce = new Nonce { BlockHeight = window.Nonce } }));
        return nonces;
    }
}
