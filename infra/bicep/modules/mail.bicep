// Outgoing mail. Data at rest in Europe.
param name string
param domain string
param userName string
param displayName string
param isDomainVerified bool
param principalId string

var emailServiceOwner = '09976791-48a7-449e-bb21-39d1a415f350'

resource email 'Microsoft.Communication/emailServices@2023-04-01' = {
  name: 'mail-${name}'
  location: 'global'
  properties: {
    dataLocation: 'Europe'
  }
}

resource sendingDomain 'Microsoft.Communication/emailServices/domains@2023-04-01' = {
  parent: email
  name: domain
  location: 'global'
  properties: {
    domainManagement: 'CustomerManaged'
    userEngagementTracking: 'Disabled'
  }
}

resource sender 'Microsoft.Communication/emailServices/domains/senderUsernames@2023-04-01' = if (isDomainVerified) {
  parent: sendingDomain
  name: userName
  properties: {
    username: userName
    displayName: displayName
  }
}

// Only a domain whose DNS records are verified can be linked.
resource communication 'Microsoft.Communication/communicationServices@2023-04-01' = {
  name: 'acs-${name}'
  location: 'global'
  properties: {
    dataLocation: 'Europe'
    linkedDomains: isDomainVerified ? [sendingDomain.id] : []
  }
}

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(communication.id, principalId, emailServiceOwner)
  scope: communication
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', emailServiceOwner)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

output endpoint string = 'https://${communication.properties.hostName}'
