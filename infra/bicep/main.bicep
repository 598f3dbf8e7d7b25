// Everything that runs Smart.Functions in Azure, in one resource group. No keys: every connection goes by managed identity.
targetScope = 'resourceGroup'

import { creditorType, ibanityType, legalType, mailSenderType } from 'modules/app.bicep'

@description('Short name of the environment; part of every resource name.')
@minLength(2)
@maxLength(8)
param environmentName string

@description('Azure region; one that offers the Flex Consumption plan.')
param location string = resourceGroup().location

@description('Application (client) id of the Entra application that callers sign in to. It defines the app roles member, desk, finance, approver and engineer.')
param authenticationClientId string

@description('Who invoices and reminds: printed on every document.')
param creditor creditorType

@description('Who approves legal files, and which lawyer or bailiff gets them.')
param legal legalType

@description('The interface of our banks. Empty ids: not connected, bank files only.')
param ibanity ibanityType = {
  apiBase: 'https://api.ibanity.com'
  applicationId: ''
  pontoClientId: ''
  isabelClientId: ''
  pullHours: '3,6,9,15,21'
}

@description('From whom mail comes.')
param mailSender mailSenderType

@description('Whether the DNS records of the mail domain are verified: false in the first deployment, which makes the domain; true from then on.')
param isMailDomainVerified bool = false

@description('Where a client returns to after paying by card.')
param cardReturnUrl string

@description('Takes card events of the test mode, in which no money moves. Never in production.')
param acceptCardTestMode bool = false

@description('What the names of the card provider begin with on a bank statement, separated by semicolons.')
param cardPayoutNames string = 'STRIPE'

@description('Whether a due date on a Saturday, Sunday or holiday moves to the next working day.')
param rollDueDateToWorkingDay bool = true

@description('Prefix of tables, containers and queues where environments share an account; lower-case letters and digits.')
@maxLength(20)
param storagePrefix string = ''

@description('Highest number of instances of the app.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

var token = uniqueString(resourceGroup().id, environmentName)
var appName = 'smart-${environmentName}-${token}'
var packageContainer = 'app-package'
var receiptsQueue = empty(storagePrefix) ? 'receipts' : '${storagePrefix}-receipts'

// Made first, so that its roles exist before the app starts.
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-${appName}'
  location: location
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    name: appName
    location: location
    principalId: identity.properties.principalId
  }
}

module storage 'modules/storage.bicep' = {
  params: {
    name: 'smart${environmentName}${take(token, 11)}'
    location: location
    prefix: storagePrefix
    packageContainer: packageContainer
    principalId: identity.properties.principalId
  }
}

module messaging 'modules/messaging.bicep' = {
  params: {
    name: 'sb-${appName}'
    location: location
    receiptsQueue: receiptsQueue
    principalId: identity.properties.principalId
  }
}

module vault 'modules/vault.bicep' = {
  params: {
    name: 'kv${environmentName}${token}'
    location: location
    principalId: identity.properties.principalId
  }
}

module mail 'modules/mail.bicep' = {
  params: {
    name: appName
    domain: mailSender.domain
    userName: mailSender.userName
    displayName: creditor.name
    isDomainVerified: isMailDomainVerified
    principalId: identity.properties.principalId
  }
}

module app 'modules/app.bicep' = {
  params: {
    name: appName
    location: location
    identityName: identity.name
    storageName: storage.outputs.name
    storagePrefix: storagePrefix
    packageContainer: packageContainer
    serviceBusHost: messaging.outputs.host
    receiptsQueue: receiptsQueue
    vaultUri: vault.outputs.uri
    insightsName: monitoring.outputs.insightsName
    mailEndpoint: mail.outputs.endpoint
    mailSender: mailSender
    cardReturnUrl: cardReturnUrl
    acceptCardTestMode: acceptCardTestMode
    cardPayoutNames: cardPayoutNames
    rollDueDateToWorkingDay: rollDueDateToWorkingDay
    creditor: creditor
    legal: legal
    ibanity: ibanity
    authenticationClientId: authenticationClientId
    maximumInstanceCount: maximumInstanceCount
  }
}

@description('Name of the function app, for the deployment of the code.')
output functionAppName string = app.outputs.name

@description('Public address of the function app.')
output functionAppHost string = app.outputs.host

@description('Vault that takes the secrets stripe-api-key and stripe-webhook-secrets, and those of ibanity that the runbook names.')
output vaultName string = vault.outputs.name
